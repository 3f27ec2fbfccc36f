import { join } from 'node:path'
import type { Config } from './config.ts'
import { passkeyPlace } from './passkey-place.ts'

interface Row {
  port: string
  adapter: string
  why: string
}

/** One plain table for the operator: which adapter serves which port, and why. No secret is in it. */
export function renderAdapters(config: Config): string {
  const rows: Row[] = [{ port: 'port', adapter: 'served by', why: 'because' }, ...adaptersOf(config)]
  const width = (column: 'port' | 'adapter') => Math.max(...rows.map(row => row[column].length))
  return rows
    .map(row => `${row.port.padEnd(width('port'))}  ${row.adapter.padEnd(width('adapter'))}  ${row.why}`)
    .join('\n')
}

function adaptersOf(config: Config): Row[] {
  const { databaseUrl, redisUrl, s3, openai, dataDirectory } = config
  const database = databaseUrl ? `Postgres at ${place(databaseUrl)}` : `embedded in ${join(dataDirectory, 'postgres')}`
  const shared = redisUrl ? `Redis at ${place(redisUrl)}` : 'memory'
  const sharedWhy = redisUrl ? 'REDIS_URL is set' : 'REDIS_URL is not set; good for one process'
  return [
    { port: 'database', adapter: database, why: `DATABASE_URL is ${databaseUrl ? 'set' : 'not set'}` },
    { port: 'jobs', adapter: 'pg-boss', why: 'it runs on whichever database serves' },
    { port: 'cache', adapter: shared, why: sharedWhy },
    { port: 'pubsub', adapter: shared, why: sharedWhy },
    { port: 'rate limit', adapter: shared, why: sharedWhy },
    {
      port: 'storage',
      adapter: s3
        ? `S3, bucket ${s3.bucket}${s3.endpoint ? ` at ${place(s3.endpoint)}` : ''}`
        : `disk in ${join(dataDirectory, 'files')}`,
      why: `S3_BUCKET is ${s3 ? 'set' : 'not set'}`,
    },
    {
      port: 'models',
      adapter: openai
        ? `OpenAI-compatible${openai.baseUrl ? ` at ${place(openai.baseUrl)}` : ''}, ${openai.model} unless an agent says otherwise`
        : 'extractive, which quotes the best passages',
      why: openai
        ? `${openai.apiKey ? 'OPENAI_API_KEY' : 'OPENAI_BASE_URL'} is set`
        : 'OPENAI_API_KEY and OPENAI_BASE_URL are not set',
    },
    embeddings(openai),
    mail(config.mail),
    signIn(config.supabase),
    passkeys(config),
    ...outside(config.allowedPrivateHosts),
  ]
}

function embeddings(openai: Config['openai']): Row {
  const adapter = openai?.embeddingModel ?? 'none, search is by words'
  const unset = openai ? 'OPENAI_EMBEDDING_MODEL is not set' : 'there is no model provider'
  return { port: 'embeddings', adapter, why: openai?.embeddingModel ? 'OPENAI_EMBEDDING_MODEL is set' : unset }
}

function signIn(config: Config['supabase']): Row {
  if (!config) return { port: 'sign-in', adapter: 'Better Auth, built in', why: 'SUPABASE_URL is not set' }
  return { port: 'sign-in', adapter: `Supabase at ${place(config.url)}`, why: 'SUPABASE_URL is set' }
}

/** Only where the operator opened something: the rest of the wall needs no line. */
function outside(hosts: string[]): Row[] {
  if (hosts.length === 0) return []
  const adapter = `public hosts, and ${hosts.join(', ')}`
  return [{ port: 'outside', adapter, why: 'FRONTDESK_ALLOWED_PRIVATE_HOSTS is set' }]
}

function passkeys({ supabase, url }: Config): Row {
  if (supabase) return { port: 'passkeys', adapter: 'none', why: 'SUPABASE_URL is set' }
  const belonging = passkeyPlace(url)
  return belonging
    ? { port: 'passkeys', adapter: `built in, for ${belonging.id}`, why: 'FRONTDESK_URL is a place for them' }
    : { port: 'passkeys', adapter: 'none', why: 'FRONTDESK_URL is no https:// address with a name' }
}

function mail(config: Config['mail']): Row {
  if (!config)
    return {
      port: 'mail',
      adapter: 'outbox, which owners read',
      why: 'SMTP_URL and SENDGRID_API_KEY are not set',
    }
  return config.kind === 'smtp'
    ? { port: 'mail', adapter: `SMTP at ${place(config.url)}`, why: 'SMTP_URL is set' }
    : { port: 'mail', adapter: `SendGrid at ${place(config.baseUrl)}`, why: 'SENDGRID_API_KEY is set' }
}

// Of an address only where it leads: user names, passwords and queries stay out of logs.
function place(address: string): string {
  const { host, pathname } = new URL(address)
  return host + (pathname === '/' ? '' : pathname)
}
