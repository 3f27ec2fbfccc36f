import { join } from 'node:path'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { openDatabaseReader } from './customer-databases/open.ts'
import { openDatabase } from './database/open.ts'
import type { Database } from './database/port.ts'
import type { StartedDatabase } from './database/start.ts'
import { newId } from './ids.ts'
import { createPgBossJobs } from './jobs/pg-boss.ts'
import { createKeyWrapper } from './key-wrapper.ts'
import { createLog, type Log } from './log.ts'
import type { MailTransport } from './mail/port.ts'
import { extractiveModel } from './models/extractive.ts'
import type { Models, Platform } from './platform.ts'
import { openProvider } from './providers/open.ts'
import { createSafeFetch, type SafeFetch } from './safe-fetch.ts'
import { createBetterAuthSignIn } from './sign-in/better-auth.ts'
import type { SignIn } from './sign-in/port.ts'
import type { Telemetry } from './telemetry.ts'

/**
 * Config in, Platform out: the only place that chooses adapters. What needs a heavy package loads it only when it is
 * chosen; an embedded database may have been started before. Throws when the database cannot be opened; a Redis that is away only means that it is asked later.
 */
export const compose = async (config: Config, started?: StartedDatabase): Promise<Platform> => {
  const log = createLog(config.logLevel)
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDirectory }, started)
  const shared = config.redisUrl ? await redisPorts(config.redisUrl, log) : await memoryPorts(log)
  const jobs = createPgBossJobs({ database: database.owner, log })
  const outside = createSafeFetch({ privateHosts: config.allowedPrivateHosts })
  const telemetry = await telemetryOf(config, log)
  return {
    config,
    processId: newId(),
    clock: systemClock,
    log,
    database,
    keyWrapper: createKeyWrapper(config),
    jobs,
    storage: await storageOf(config),
    models: await modelsOf(config, outside),
    signIn: await signInOf(config, database),
    providers: config.providers.map(openProvider),
    outside,
    customerDatabases: openDatabaseReader({ outside, ownUrl: config.databaseUrl }),
    mail: await mailOf(config),
    telemetry,
    cache: shared.cache,
    pubsub: shared.pubsub,
    rateLimit: shared.rateLimit,
    close: async () => {
      await jobs.stop()
      await telemetry?.close()
      await outside.close()
      await shared.pubsub.close()
      shared.close()
      await database.close()
    },
  }
}

const memoryPorts = async (log: Log) => {
  const [cache, pubsub, rateLimit] = await Promise.all([
    import('./cache/memory.ts'),
    import('./pubsub/memory.ts'),
    import('./rate-limit/memory.ts'),
  ])
  return {
    cache: cache.createMemoryCache(),
    pubsub: pubsub.createMemoryPubSub(log),
    rateLimit: rateLimit.createMemoryRateLimit(),
    close: () => {},
  }
}

const redisPorts = async (url: string, log: Log) => {
  const [{ connectRedis }, cache, pubsub, rateLimit] = await Promise.all([
    import('./redis.ts'),
    import('./cache/redis.ts'),
    import('./pubsub/redis.ts'),
    import('./rate-limit/redis.ts'),
  ])
  const redis = await connectRedis(url, log)
  return {
    cache: cache.createRedisCache(redis),
    pubsub: pubsub.createRedisPubSub(redis, log),
    rateLimit: rateLimit.createRedisRateLimit(redis),
    close: () => redis.close(),
  }
}

const storageOf = async ({ s3, dataDirectory }: Config) => {
  if (s3) return (await import('./storage/s3.ts')).createS3Storage(s3)
  return (await import('./storage/disk.ts')).createDiskStorage(join(dataDirectory, 'files'))
}

const signInOf = async ({ supabase, secret, previousSecret, url }: Config, database: Database): Promise<SignIn> => {
  const settings = { database, clock: systemClock, secret, previousSecret }
  if (!supabase) return createBetterAuthSignIn({ ...settings, url })
  return (await import('./sign-in/supabase.ts')).createSupabaseSignIn({ ...settings, supabase })
}

const mailOf = async ({ mail }: Config): Promise<MailTransport | undefined> => {
  if (mail?.kind === 'smtp') return (await import('./mail/smtp.ts')).createSmtpMail(mail)
  if (mail?.kind === 'sendgrid') return (await import('./mail/sendgrid.ts')).createSendGridMail(mail)
  return undefined
}

const telemetryOf = async ({ telemetry }: Config, log: Log): Promise<Telemetry | undefined> =>
  telemetry && (await import('./otlp.ts')).createOtlpTelemetry(telemetry, log)

const modelsOf = async ({ openai }: Config, outside: SafeFetch): Promise<Models> => {
  const connect: Models['connect'] = async connection =>
    (await import('./models/connect.ts')).connectModels(connection, outside)
  if (!openai) return { defaultName: 'extractive', named: () => extractiveModel, connect, embedding: undefined }
  const [provider, { withRetries }, { withEmbeddingRetries }] = await Promise.all([
    import('./models/openai.ts'),
    import('./models/retry.ts'),
    import('./models/retry-embedding.ts'),
  ])
  const settings = { apiKey: openai.apiKey, baseUrl: openai.baseUrl }
  const language = withRetries(provider.openAiLanguageModel(settings))
  return {
    defaultName: openai.model,
    named: name => (name === 'extractive' ? extractiveModel : language),
    connect,
    embedding: openai.embeddingModel
      ? withEmbeddingRetries(provider.openAiEmbeddingModel({ ...settings, model: openai.embeddingModel }))
      : undefined,
  }
}
