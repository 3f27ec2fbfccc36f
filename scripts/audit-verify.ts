import { createHash } from 'node:crypto'
import { appendFileSync, createReadStream, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

// Checks an organization's audit trail without trusting the server that wrote it.
//
// npm run audit:verify -- trail.jsonl                                         a file that was exported before
// npm run audit:verify -- --url https://desk.example --key fd_live_…          straight from a server
// npm run audit:verify -- --url https://desk.example --key … --save t.jsonl   and keep what was read
const { values, positionals } = parseArgs({
  options: { url: { type: 'string' }, key: { type: 'string' }, save: { type: 'string' } },
  allowPositionals: true,
})

type Entry = { seq: number; entry: string; hash: string }

async function* fromFile(path: string): AsyncGenerator<Entry> {
  for await (const line of createInterface({ input: createReadStream(path) })) if (line.trim()) yield JSON.parse(line)
}

async function* fromServer(url: string, key: string): AsyncGenerator<Entry> {
  for (let afterSeq: number | null = 0; afterSeq !== null; ) {
    const address = `${url.replace(/\/+$/, '')}/api/v2/audit/export?limit=5000&afterSeq=${afterSeq}`
    const reply = await fetch(address, { headers: { authorization: `Bearer ${key}` } })
    if (!reply.ok) throw new Error(`The server answered ${reply.status}: ${await reply.text()}`)
    const page = (await reply.json()) as { items: Entry[]; next: number | null }
    yield* page.items
    afterSeq = page.next
  }
}

/** What is wrong with the chain, in a sentence; undefined for nothing. */
const faultOf = async (entries: AsyncIterable<Entry>): Promise<{ count: number; head: string; fault?: string }> => {
  let count = 0
  let head = '0'.repeat(64)
  for await (const each of entries) {
    const { seq, entry, hash } = each
    if (seq !== count + 1) return { count, head, fault: `entry ${count + 1} is missing` }
    const wanted = createHash('sha256').update(`${head}\n${seq}\n${entry}`).digest('hex')
    if (hash !== wanted) return { count, head, fault: `entry ${seq} was changed` }
    count = seq
    head = hash
    if (values.save) appendFileSync(values.save, `${JSON.stringify(each)}\n`)
  }
  return { count, head }
}

const [path] = positionals
const entries = path ? fromFile(path) : values.url && values.key ? fromServer(values.url, values.key) : undefined
if (!entries) {
  console.error('Give a file, or --url and --key.')
  process.exit(2)
}
if (values.save) rmSync(values.save, { force: true })
const { count, head, fault } = await faultOf(entries)
if (fault) console.error(`Broken: ${fault}; the ${count} before it fit.`)
else console.log(`Intact: ${count} entries, the last with the hash ${head}.`)
process.exitCode = fault ? 1 : 0
