import { z } from 'zod'
import { type Environment, run, withReport } from './run.ts'
import { nothing, type Tally, withExit } from './tally.ts'

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
})

// They have a database of their own or none, and take a minute: on services there is nothing to see that was not seen without.
const withoutServices = [
  'platform/src/database/{pglite,data-lock}*',
  'platform/src/models/**',
  'platform/src/safe-fetch*',
  'modules/src/knowledge/parsing/**',
]

/** Unit and integration tests of every floor; `filters` narrows them to paths. */
export const runVitest = async (environment: Environment, filters: string[]): Promise<Tally> => {
  const excluded = environment.DATABASE_URL && filters.length === 0 ? withoutServices : []
  const { exitCode, report } = await withReport(path =>
    run(
      'vitest',
      [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${path}`,
        ...excluded.map(pattern => `--exclude=${pattern}`),
        ...filters,
      ],
      environment,
    ),
  )
  const read = Report.safeParse(report).data
  const tally = read
    ? { passed: read.numPassedTests, failed: read.numFailedTests, skipped: read.numPendingTests + read.numTodoTests }
    : nothing
  return withExit(tally, exitCode)
}
