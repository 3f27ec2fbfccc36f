import { parseArgs } from 'node:util'
import { runCrash } from './suites/crash.ts'
import { runJourneys } from './suites/journeys.ts'
import type { Environment } from './suites/run.ts'
import { withServices } from './suites/services.ts'
import { add, isGreen, line, nothing, type Tally } from './suites/tally.ts'
import { runVitest } from './suites/vitest.ts'

// npm test                      everything on the embedded database, then the browser journeys
// npm test -- knowledge         only test files whose path holds the word
// npm run test:services         the same on a real Postgres and Redis, and a MariaDB for tools
// npm run test:security         what attacks the walls, with its full lists; queries of tools on real servers
// npm run test:faults           what goes wrong with models and tools, with its full lists, and 200 kills in mid-call
// npm run test:crash -- 50      kills the server that often while it answers
const { values, positionals } = parseArgs({
  options: {
    services: { type: 'boolean' },
    crash: { type: 'boolean' },
    security: { type: 'boolean' },
    faults: { type: 'boolean' },
  },
  allowPositionals: true,
})

/** The test files that attack; they run with shortened lists in `npm test`, and whole where FULL_LISTS is set. */
const attacks = [
  'walls',
  'forgery',
  'second-factor',
  'roles',
  'scope',
  'revocation',
  'audit',
  'api-key',
  'sign-in',
  'stuffing',
  'fresh',
  'confirmation',
  'change-email',
  'provider',
  'password-reset',
  'profile',
  'supabase',
  'invitations',
  'people',
  'fuzz',
  'door',
  'hostile',
  'limits',
  'cross-origin',
  'canaries',
  'secrets',
  'client-address',
  'safe-fetch',
  'api/src/pages',
  'tenancy',
  'interleaved',
  'database-queries',
  'injections',
]

/** Turns whose models and tools go wrong in every way there is. */
const faults = ['model-fault', 'tool-fault']

const runSuites = async (environment: Environment): Promise<Tally> => {
  const tests = await orFailed(runVitest(environment, positionals))
  return positionals.length > 0 ? tests : add(tests, await orFailed(runJourneys(environment)))
}

const runFaults = async (environment: Environment): Promise<Tally> => {
  const turns = await orFailed(runVitest(environment, faults))
  return add(turns, await orFailed(runCrash(positionals[0] ?? '200', 'tool-call')))
}

/** A suite that could not even begin is one failure, and takes no other suite's count with it. */
const orFailed = (suite: Promise<Tally>) =>
  suite.catch((error: unknown): Tally => {
    console.error(error instanceof Error ? error.message : error)
    return { ...nothing, failed: 1 }
  })

const runAll = () => {
  if (values.crash) return runCrash(positionals[0] ?? '50')
  const embedded = { DATABASE_URL: undefined, REDIS_URL: undefined, MYSQL_URL: undefined }
  if (values.security)
    return withServices(({ DATABASE_URL, MYSQL_URL }) =>
      runVitest({ ...embedded, SHOP_DATABASE_URL: DATABASE_URL, MYSQL_URL, FULL_LISTS: '1' }, [
        ...attacks,
        ...positionals,
      ]),
    )
  if (values.faults) return runFaults({ ...embedded, FULL_LISTS: '1' })
  return values.services ? withServices(runSuites) : runSuites(embedded)
}

const tally = await orFailed(runAll())
console.log(line(tally))
process.exitCode = isGreen(tally) ? 0 : 1
