import { parseArgs } from 'node:util'
import { pinMyself } from './cores.ts'
import { kinds } from './databases.ts'
import type { Figure } from './figures.ts'
import { conditions, print, record } from './report.ts'

type Options = { chats: number; full: boolean }

// Loaded one by one: a suite must not pay for what another imports.
const suites: Record<string, (options: Options) => Promise<Figure[]>> = {
  chat: async () => (await import('./suites/chat.ts')).chat(),
  'first-token': async () => (await import('./suites/first-token.ts')).firstToken(),
  search: async options => (await import('./suites/search.ts')).search(options),
  ingest: async () => (await import('./suites/ingest.ts')).ingest(),
  start: async () => (await import('./suites/start.ts')).start(),
  memory: async options => (await import('./suites/memory.ts')).memory(options),
  tools: async () => (await import('./suites/tools.ts')).tools(),
  read: async () => (await import('./suites/read.ts')).read(),
  page: async () => (await import('./suites/page.ts')).page(),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    chats: { type: 'string', default: '20000' },
  },
})
const wanted = positionals.length > 0 ? positionals : Object.keys(suites)
const unknown = wanted.filter(name => !(name in suites))
if (unknown.length > 0) {
  console.error(`There is no benchmark named ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`)
  process.exit(2)
}

pinMyself()
console.log(conditions())
if (!kinds.includes('Postgres'))
  console.log('DATABASE_URL is not set: without Postgres. `eval "$(scripts/services.sh up)"` brings one up.')
const command = `npm run bench ${process.argv.slice(2).length > 0 ? '-- ' : ''}${process.argv
  .slice(2)
  .filter(each => each !== '--record')
  .join(' ')}`.trim()
for (const name of wanted) {
  const from = performance.now()
  const figures = (await suites[name]?.({ chats: Number(values.chats), full: values.full })) ?? []
  console.log(`\n${name}, ${Math.round((performance.now() - from) / 1000)} s`)
  print(figures)
  if (values.record) record(figures, command)
}
