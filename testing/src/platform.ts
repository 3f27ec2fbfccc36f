import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryCache } from '@frontdesk/platform/cache/memory'
import type { Config } from '@frontdesk/platform/config'
import { openDatabaseReader } from '@frontdesk/platform/customer-databases/open'
import type { Database } from '@frontdesk/platform/database/port'
import { newId } from '@frontdesk/platform/ids'
import { createInlineJobs, type InlineJobs } from '@frontdesk/platform/jobs/inline'
import { createKeyWrapper } from '@frontdesk/platform/key-wrapper'
import { silentLog } from '@frontdesk/platform/log'
import { connectModels } from '@frontdesk/platform/models/connect'
import { extractiveModel } from '@frontdesk/platform/models/extractive'
import type { Models, Platform } from '@frontdesk/platform/platform'
import { createMemoryPubSub } from '@frontdesk/platform/pubsub/memory'
import { createMemoryRateLimit } from '@frontdesk/platform/rate-limit/memory'
import { createSafeFetch } from '@frontdesk/platform/safe-fetch'
import { createBetterAuthSignIn } from '@frontdesk/platform/sign-in/better-auth'
import { createDiskStorage } from '@frontdesk/platform/storage/disk'
import { type TestClock, testClock } from './clock.ts'
import { openTestDatabase } from './database.ts'
import { atEndOfFile } from './end-of-file.ts'
import { emptyRows, lentDatabase } from './lent-database.ts'

export type TestPlatform = Platform & { clock: TestClock; jobs: InlineJobs }

type Overrides = Partial<Omit<Platform, 'clock' | 'jobs' | 'models'>> & { models?: Omit<Models, 'connect'> }

/** An empty database of one's own, for a test that cannot share its file's; gone when the file's tests are done. */
export const freshDatabase = async (): Promise<Database> => {
  const database = await openTestDatabase()
  atEndOfFile(() => database.close())
  return database
}

let handedOn: Database | undefined

/**
 * An empty database for one test at a time: the next test of the file gets the same one, emptied, in a twentieth of the
 * time that a fresh one takes. Nothing of the test before may still be at work.
 */
export const emptiedDatabase = async (): Promise<Database> => {
  if (handedOn) await emptyRows(handedOn)
  else {
    handedOn = await lentDatabase()
    atEndOfFile(() => (handedOn = undefined))
  }
  // Another object, because what is remembered of a database is remembered by it.
  return { ...handedOn }
}

let shared: Promise<Database> | undefined

const sharedDatabase = () => {
  if (!shared) {
    shared = lentDatabase()
    atEndOfFile(() => (shared = undefined))
  }
  return shared
}

/**
 * The product's own platform with everything embedded. All platforms of a test file share one database, and a world
 * brings organizations of its own; hand in `freshDatabase()` where nothing may be there yet.
 */
export const testPlatform = async (overrides: Overrides = {}): Promise<TestPlatform> => {
  const database = overrides.database ?? (await sharedDatabase())
  const clock = testClock()
  const directory = await mkdtemp(join(tmpdir(), 'frontdesk-test-'))
  const config = overrides.config ?? testConfig(directory)
  const jobs = createInlineJobs(silentLog)
  const pubsub = createMemoryPubSub(silentLog)
  const outside = overrides.outside ?? outsideTo(config.allowedPrivateHosts)
  const close = async () => {
    await jobs.stop()
    await outside.close()
    await pubsub.close()
    await rm(directory, { recursive: true, force: true })
  }
  atEndOfFile(close)
  return {
    config,
    processId: newId(),
    log: silentLog,
    keyWrapper: createKeyWrapper(config),
    cache: createMemoryCache(() => clock.now().getTime()),
    rateLimit: createMemoryRateLimit(() => clock.now().getTime()),
    storage: createDiskStorage(join(directory, 'files')),
    signIn: createBetterAuthSignIn({ ...config, database, clock }),
    pubsub,
    providers: [],
    customerDatabases: openDatabaseReader({ outside, ownUrl: config.databaseUrl }),
    mail: undefined,
    telemetry: undefined,
    ...overrides,
    models: { connect: connection => connectModels(connection, outside), ...(overrides.models ?? extractiveOnly) },
    outside,
    database,
    clock,
    jobs,
    close,
  }
}

/** The way out to these hosts alone: no test asks the internet, not even for a name. */
export const outsideTo = (privateHosts: string[]) => createSafeFetch({ privateHosts, resolve: async () => [] })

const extractiveOnly: Omit<Models, 'connect'> = {
  defaultName: 'extractive',
  named: () => extractiveModel,
  embedding: undefined,
}

const testConfig = (dataDirectory: string): Config => ({
  port: 0,
  host: '127.0.0.1',
  dataDirectory,
  url: 'http://localhost:3000',
  secret: 'a secret of tests, as long as it has to be',
  previousSecret: undefined,
  logLevel: 'silent',
  trustedProxies: [],
  allowedPrivateHosts: [],
  limits: { address: 600_000, session: 600_000, key: 600_000, organization: 600_000 },
  databaseUrl: undefined,
  redisUrl: undefined,
  s3: undefined,
  openai: undefined,
  mail: undefined,
  providers: [],
  supabase: undefined,
  telemetry: undefined,
})
