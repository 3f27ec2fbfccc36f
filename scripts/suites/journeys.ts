import { existsSync } from 'node:fs'
import { z } from 'zod'
import { build } from '../build.ts'
import { findChromium, howToGetChromium } from '../chromium.ts'
import { type Environment, run, withReport } from './run.ts'
import { nothing, type Tally, withExit } from './tally.ts'

const config = 'e2e/playwright.config.ts'
// With services, those journeys that live on what services do: events, turns, jobs, searches, scopes. How pages look, and the
// accounts whose every endpoint is tested there anyway, are walked through once, on the embedded database; all with FULL_LISTS.
const onServices = [
  'demo',
  'first-run',
  'inbox',
  'knowledge',
  'network',
  'security',
  'stream',
  'teams',
  'tools',
  'versions',
]
const looks = 'whole, readable'
const Report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

/** The product as people use it, in a real browser. A journey that passes only when repeated counts as failed. */
export const runJourneys = async (environment: Environment): Promise<Tally> => {
  if (!existsSync(config)) return nothing
  const chromium = findChromium()
  // With the database that every server here copies at its first start: making one takes a server seconds.
  if (chromium) await build()
  const chosen =
    environment.DATABASE_URL && !process.env.FULL_LISTS
      ? [...onServices.map(name => `/${name}.spec`), '--grep-invert', looks]
      : []
  const words = [
    'test',
    '--config',
    config,
    ...chosen,
    ...(chromium ? ['--reporter=list,json'] : ['--list', '--reporter=json']),
  ]
  const { exitCode, report } = await withReport(path =>
    run('playwright', words, { ...environment, FRONTDESK_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: path }),
  )
  const stats = Report.safeParse(report).data?.stats
  if (!stats) return withExit(nothing, exitCode)
  if (!chromium) {
    console.log(howToGetChromium)
    return withExit({ ...nothing, skipped: stats.expected + stats.skipped }, exitCode)
  }
  return withExit({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }, exitCode)
}
