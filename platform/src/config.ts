import { resolve } from 'node:path'
import { z } from 'zod'
import { type LogLevel, logLevels } from './log.ts'
import { isSmtpAddress, type MailConfig, mailFaults, mailOf, senderOf } from './mail-config.ts'
import { hostWithPort } from './private-hosts.ts'
import { type ProviderConfig, providerFaults, providersOf } from './provider-config.ts'
import { type S3Config, s3Faults, s3Of } from './s3-config.ts'
import { keptSecret, secretFaults } from './secret.ts'
import { type SupabaseConfig, supabaseFaults, supabaseOf } from './supabase-config.ts'
import { type TelemetryConfig, TelemetrySettings, telemetryOf } from './telemetry-config.ts'

export interface Config {
  port: number
  host: string
  /** Absolute; everything that is embedded lives below it. */
  dataDirectory: string
  /** Where people reach us, without a slash at the end. */
  url: string
  secret: string
  /** What guarded everything before: it opens what the present secret does not. */
  previousSecret: string | undefined
  logLevel: LogLevel
  /** Networks of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  /** `host:port` that people may have us ask although it is not public; organizations cannot add to it. */
  allowedPrivateHosts: string[]
  limits: LimitsConfig
  /** Absent: the embedded database. */
  databaseUrl: string | undefined
  /** Absent: memory, single process only. */
  redisUrl: string | undefined
  s3: S3Config | undefined
  openai: OpenAiConfig | undefined
  /** Other services that people may sign in with. */
  providers: ProviderConfig[]
  /** Absent: mails are kept for owners to read. */
  mail: MailConfig | undefined
  /** Absent: people sign in with accounts of this installation. */
  supabase: SupabaseConfig | undefined
  /** Absent: nobody is told how long things take. */
  telemetry: TelemetryConfig | undefined
}

/** Requests a minute that each may make before it has to wait. */
export interface LimitsConfig {
  address: number
  session: number
  key: number
  organization: number
}

export interface OpenAiConfig {
  /** Absent for a server of one's own that asks for none. */
  apiKey: string | undefined
  baseUrl: string | undefined
  model: string
  /** Absent: no embeddings. */
  embeddingModel: string | undefined
}

/** Every setting that is wrong, one sentence each; the message is for the person who starts the server. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings'
}

const web = z.url({ protocol: /^https?$/, error: 'an address that starts with http:// or https://' })
const text = z.string()
// Who proves people must not be somebody else on the way; on this very machine nobody is.
const providerUrl = z
  .url('an address that starts with https://')
  .regex(/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/, 'an address that starts with https://')
const smtpAddress = 'an address that starts with smtp:// or smtps://'
const oneWord = text.regex(/^[\x21-\x7e]+$/, 'one word, as Supabase showed it')
const sender = 'an address such as Frontdesk <desk@example.com>'
const perMinute = 'a whole number of requests a minute, from 1 to 1000000000'
const wholePort = 'a whole number from 0 to 65535'

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])
const list = text.transform(all => all.split(',').map(each => each.trim()))
const networks = list.refine(
  all => all.every(each => network.safeParse(each).success),
  'addresses and networks such as 10.0.0.0/8, divided by commas',
)
const hosts = list
  .transform(all => all.map(hostWithPort))
  .refine(all => !all.includes(undefined), 'hosts with their ports such as 127.0.0.1:4102, divided by commas')
  .transform(all => all.filter(each => each !== undefined))

// So high that the machine is the limit; who shares one among organizations sets what is fair there.
const requests = z.coerce.number(perMinute).int(perMinute).min(1, perMinute).max(1e9, perMinute).default(600_000)

const Settings = z.object({
  PORT: z.coerce.number(wholePort).int(wholePort).min(0, wholePort).max(65535, wholePort).default(3000),
  HOST: text.default('0.0.0.0'),
  FRONTDESK_DATA_DIR: text.default('./data'),
  FRONTDESK_URL: web.optional(),
  FRONTDESK_SECRET: text.min(32, 'at least 32 characters long').optional(),
  FRONTDESK_SECRET_PREVIOUS: text.min(32, 'at least 32 characters long').optional(),
  TRUSTED_PROXIES: networks.default([]),
  FRONTDESK_ALLOWED_PRIVATE_HOSTS: hosts.default([]),
  LIMIT_PER_ADDRESS: requests,
  LIMIT_PER_SESSION: requests,
  LIMIT_PER_KEY: requests,
  LIMIT_PER_ORGANIZATION: requests,
  LOG_LEVEL: z.enum(logLevels, `one of ${logLevels.join(', ')}`).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'an address that starts with postgres://' }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'an address that starts with redis:// or rediss://' }).optional(),
  S3_ENDPOINT: web.optional(),
  S3_REGION: text.optional(),
  S3_BUCKET: text.optional(),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: web.optional(),
  OPENAI_MODEL: text.default('gpt-4o-mini'),
  OPENAI_EMBEDDING_MODEL: text.optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: smtpAddress })
    .refine(isSmtpAddress, smtpAddress)
    .optional(),
  SENDGRID_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'one word, as SendGrid showed it')
    .optional(),
  SENDGRID_BASE_URL: web.optional(),
  GOOGLE_CLIENT_ID: text.optional(),
  GOOGLE_CLIENT_SECRET: text.optional(),
  GITHUB_CLIENT_ID: text.optional(),
  GITHUB_CLIENT_SECRET: text.optional(),
  GITHUB_URL: providerUrl.default('https://github.com'),
  OIDC_NAME: text.max(40, 'at most 40 characters').default('single sign-on'),
  OIDC_ISSUER: providerUrl.optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  SUPABASE_URL: web.optional(),
  SUPABASE_PUBLISHABLE_KEY: oneWord.optional(),
  SUPABASE_ANON_KEY: oneWord.optional(),
  SUPABASE_SECRET_KEY: oneWord.optional(),
  SUPABASE_SERVICE_ROLE_KEY: oneWord.optional(),
  SUPABASE_JWT_SECRET: text.min(32, 'at least 32 characters long').optional(),
  ...TelemetrySettings,
  MAIL_FROM: text.refine(from => senderOf(from) !== undefined, sender).optional(),
})

type Settings = z.infer<typeof Settings>

// Addresses of databases carry passwords, so a wrong one is named but never repeated.
const shown = new Set([
  'PORT',
  'TRUSTED_PROXIES',
  'FRONTDESK_ALLOWED_PRIVATE_HOSTS',
  'LIMIT_PER_ADDRESS',
  'LIMIT_PER_SESSION',
  'LIMIT_PER_KEY',
  'LIMIT_PER_ORGANIZATION',
  'LOG_LEVEL',
  'FRONTDESK_URL',
  'S3_ENDPOINT',
  'OPENAI_BASE_URL',
  'SENDGRID_BASE_URL',
  'SUPABASE_URL',
  'MAIL_FROM',
  'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT',
])

/** Reads the environment once. Throws WrongSettings with all faults at once; makes and keeps a secret when none is given. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )
  const { data: settings, error } = Settings.safeParse(given)
  const faults = [
    ...(error ? sentences(error, given) : []),
    ...s3Faults(given),
    ...secretFaults(given),
    ...mailFaults(given),
    ...providerFaults(given),
    ...supabaseFaults(given),
  ]
  if (!settings || faults.length > 0) throw new WrongSettings(faults.join('\n'))

  const dataDirectory = resolve(settings.FRONTDESK_DATA_DIR)
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDirectory,
    url: (settings.FRONTDESK_URL ?? `http://localhost:${settings.PORT}`).replace(/\/+$/, ''),
    secret: settings.FRONTDESK_SECRET ?? keptSecret(dataDirectory),
    previousSecret: settings.FRONTDESK_SECRET_PREVIOUS,
    trustedProxies: settings.TRUSTED_PROXIES,
    allowedPrivateHosts: settings.FRONTDESK_ALLOWED_PRIVATE_HOSTS,
    limits: {
      address: settings.LIMIT_PER_ADDRESS,
      session: settings.LIMIT_PER_SESSION,
      key: settings.LIMIT_PER_KEY,
      organization: settings.LIMIT_PER_ORGANIZATION,
    },
    logLevel: settings.LOG_LEVEL ?? (given.VITEST ? 'silent' : 'info'),
    databaseUrl: settings.DATABASE_URL,
    redisUrl: settings.REDIS_URL,
    s3: s3Of(settings),
    openai: openAiOf(settings),
    mail: mailOf(settings),
    providers: providersOf(settings),
    supabase: supabaseOf(settings),
    telemetry: telemetryOf(settings),
  }
}

function sentences(error: z.ZodError, given: Record<string, string>): string[] {
  const expected = new Map(error.issues.map(issue => [String(issue.path[0]), issue.message]))
  return [...expected].map(([name, wanted]) =>
    shown.has(name) ? `${name} must be ${wanted}, but it is "${given[name]}".` : `${name} must be ${wanted}.`,
  )
}

function openAiOf(settings: Settings): OpenAiConfig | undefined {
  if (!settings.OPENAI_API_KEY && !settings.OPENAI_BASE_URL) return undefined
  return {
    apiKey: settings.OPENAI_API_KEY,
    baseUrl: settings.OPENAI_BASE_URL,
    model: settings.OPENAI_MODEL,
    embeddingModel: settings.OPENAI_EMBEDDING_MODEL,
  }
}
