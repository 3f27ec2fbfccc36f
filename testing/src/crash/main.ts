import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openTestDatabase } from '../database.ts'
import { runCrash } from './crash-run.ts'
import { phases } from './moments.ts'
import { sentencesOf, tallyOf } from './tell-report.ts'

// node testing/src/crash/main.ts --kills 50 --seed 1        on the embedded database
// node testing/src/crash/main.ts --phase tool-call         always between the call of a tool and its answer
// DATABASE_URL=… node testing/src/crash/main.ts             on a database of its own on that Postgres
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    customers: { type: 'string', default: '20' },
    phase: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})

const chosen = phases.find(phase => phase === values.phase)
if (values.phase && !chosen) throw new Error(`There is no phase ${values.phase}. There are: ${phases.join(', ')}.`)

const tell = (sentence: string) => void process.stdout.write(`${sentence}\n`)

/** On Postgres a turn waits for its lease to run out (15 s) and be seen (5 s) before it is answered again. */
const answerMs = process.env.DATABASE_URL ? 25_000 : 15_000

const main = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'frontdesk-crash-'))
  const dataDirectory = join(folder, 'data')
  await mkdir(dataDirectory)
  const database = process.env.DATABASE_URL ? await openTestDatabase() : undefined
  try {
    tell(`seed ${values.seed}, histories in ${folder}`)
    const report = await runCrash({
      kills: Number(values.kills),
      seed: Number(values.seed),
      customers: Number(values.customers),
      phases: chosen ? [chosen] : phases,
      folder,
      dataDirectory,
      databaseUrl: database?.owner.options.connectionString,
      readyMs: 3_000,
      answerMs,
      tell,
    })
    const { passed, failed } = tallyOf(report)
    for (const sentence of sentencesOf(report)) tell(sentence)
    tell(`seed ${values.seed}\n${passed} passed, ${failed} failed`)
    const isGreen = failed === 0
    if (isGreen && !values.keep) await rm(folder, { recursive: true })
    process.exitCode = isGreen ? 0 : 1
  } finally {
    await database?.close()
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

// However slow the machine, a run ends: by then something hangs.
const longestRunMs = 180_000 + Number(values.kills) * (answerMs + 20_000)
setTimeout(() => {
  tell(
    `\nThe run took more than ${longestRunMs / 1_000} s (seed ${values.seed}, histories in the folder above)\n0 passed, 1 failed`,
  )
  process.exit(1)
}, longestRunMs).unref()

main().catch((error: unknown) => {
  tell(`\nThe run broke off (seed ${values.seed}): ${error instanceof Error ? error.stack : error}\n0 passed, 1 failed`)
  process.exitCode = 1
})
