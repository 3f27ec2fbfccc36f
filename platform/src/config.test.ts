import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { renderAdapters } from './adapters.ts'
import { readConfig, WrongSettings } from './config.ts'

const directory = mkdtempSync(join(tmpdir(), 'frontdesk-config-'))
afterAll(() => rmSync(directory, { recursive: true }))

const secret = 'a secret that is long enough for anybody'
const read = (environment: Record<string, string | undefined>) =>
  readConfig({ FRONTDESK_DATA_DIR: directory, FRONTDESK_SECRET: secret, ...environment })

function faultsOf(environment: Record<string, string | undefined>): string[] {
  try {
    read(environment)
  } catch (error) {
    if (error instanceof WrongSettings) return error.message.split('\n')
    throw error
  }
  return []
}

test('with nothing set everything is embedded', () => {
  expect(readConfig({ FRONTDESK_DATA_DIR: directory })).toMatchObject({
    port: 3000,
    host: '0.0.0.0',
    dataDirectory: directory,
    url: 'http://localhost:3000',
    logLevel: 'info',
    databaseUrl: undefined,
    redisUrl: undefined,
    s3: undefined,
    openai: undefined,
    mail: undefined,
    supabase: undefined,
    telemetry: undefined,
  })
})

test('an empty setting counts as absent', () => {
  expect(read({ PORT: '', DATABASE_URL: ' ', S3_BUCKET: '' })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
    s3: undefined,
  })
})

test('all wrong settings are told at once, one sentence each', () => {
  expect(faultsOf({ PORT: 'eighty', LOG_LEVEL: 'loud', REDIS_URL: 'http://cache' })).toEqual([
    'PORT must be a whole number from 0 to 65535, but it is "eighty".',
    'LOG_LEVEL must be one of info, warn, error, silent, but it is "loud".',
    'REDIS_URL must be an address that starts with redis:// or rediss://.',
  ])
})

test('half of the S3 settings names what is missing', () => {
  const faults = faultsOf({ S3_ENDPOINT: 'http://files.example', S3_BUCKET: 'desk', S3_ACCESS_KEY_ID: 'ada' })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(/^S3_SECRET_ACCESS_KEY is missing/)
})

test('a wrong secret or address with a password is never repeated', () => {
  const message = faultsOf({ FRONTDESK_SECRET: 'hunter2', DATABASE_URL: 'mysql://ada:hunter2@db/desk' }).join(' ')
  expect(message).toContain('FRONTDESK_SECRET must be at least 32 characters long.')
  expect(message).not.toContain('hunter2')
})

test('without FRONTDESK_SECRET the first start makes one that only the owner can read and later starts keep it', () => {
  const first = readConfig({ FRONTDESK_DATA_DIR: directory }).secret
  expect(first.length).toBeGreaterThan(32)
  expect(readConfig({ FRONTDESK_DATA_DIR: directory }).secret).toBe(first)
  expect(statSync(join(directory, 'secret')).mode & 0o777).toBe(0o600)
})

test('the secret of before is known when it is named, and is as long as any', () => {
  const before = 'a secret of before, as long as it has to be'
  expect(read({ FRONTDESK_SECRET_PREVIOUS: before })).toMatchObject({ secret, previousSecret: before })
  const tooShort = 'FRONTDESK_SECRET_PREVIOUS must be at least 32 characters long.'
  expect(faultsOf({ FRONTDESK_SECRET_PREVIOUS: 'hunter2' })).toEqual([tooShort])
})

test('production takes no secret from the data directory, and none that stands in an example', () => {
  const faults = (secret?: string) =>
    faultsOf({ NODE_ENV: 'production', FRONTDESK_DATA_DIR: directory, FRONTDESK_SECRET: secret })
  expect(faults(undefined).join()).toMatch(/^FRONTDESK_SECRET is missing: with NODE_ENV=production/)
  for (const example of [
    'x'.repeat(40),
    '0123456'.repeat(6),
    'please-change-me-please-change-me',
    'your_secret'.repeat(4),
  ])
    expect(faults(example).join()).toMatch(/^FRONTDESK_SECRET is an example/)
  const random = '9f86d081884c7d659a2feaa0c55ad015'
  expect(read({ NODE_ENV: 'production', FRONTDESK_SECRET: random }).secret).toBe(random)
})

test('limits are whole numbers of requests a minute', () => {
  expect(read({ LIMIT_PER_KEY: '600' }).limits).toEqual({
    address: 600_000,
    session: 600_000,
    key: 600,
    organization: 600_000,
  })
  for (const wrong of ['0', '-1', '1.5', 'many'])
    expect(faultsOf({ LIMIT_PER_ORGANIZATION: wrong })).toEqual([
      `LIMIT_PER_ORGANIZATION must be a whole number of requests a minute, from 1 to 1000000000, but it is "${wrong}".`,
    ])
})

test('a model server of one’s own needs no key', () => {
  expect(read({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' }).openai).toEqual({
    apiKey: undefined,
    baseUrl: 'http://127.0.0.1:11434/v1',
    model: 'gpt-4o-mini',
    embeddingModel: undefined,
  })
})

test('mail goes one way, with a sender', () => {
  expect(
    read({ SMTP_URL: 'smtps://ada:hunter2@mail.example', MAIL_FROM: 'Front desk <desk@example.com>' }).mail,
  ).toEqual({
    kind: 'smtp',
    url: 'smtps://ada:hunter2@mail.example',
    from: { name: 'Front desk', address: 'desk@example.com' },
  })
  expect(read({ SENDGRID_API_KEY: 'SG.hunter2', MAIL_FROM: 'desk@example.com' }).mail).toEqual({
    kind: 'sendgrid',
    apiKey: 'SG.hunter2',
    baseUrl: 'https://api.sendgrid.com',
    from: { name: '', address: 'desk@example.com' },
  })
  expect(read({ MAIL_FROM: 'desk@example.com' }).mail).toBeUndefined()
  expect(faultsOf({ SMTP_URL: 'smtp://mail.example' })).toEqual([expect.stringMatching(/^MAIL_FROM is missing/)])
  const both = { SMTP_URL: 'smtp://mail.example', SENDGRID_API_KEY: 'SG.hunter2', MAIL_FROM: 'desk@example.com' }
  expect(faultsOf(both)).toEqual([expect.stringMatching(/^SMTP_URL and SENDGRID_API_KEY are both set/)])
})

test('a setting of mail that is wrong is told without its password', () => {
  for (const SMTP_URL of [
    'mail.example',
    'http://ada:hunter2@mail.example',
    'smtp://',
    'smtp://ada:hunter2%@mail.example',
  ])
    expect(faultsOf({ SMTP_URL, MAIL_FROM: 'desk@example.com' })).toEqual([
      'SMTP_URL must be an address that starts with smtp:// or smtps://.',
    ])
  for (const MAIL_FROM of [
    'desk',
    'a@b, c@d',
    'Desk <a@b> <c@d>',
    'Desk\r\nBcc: eve@example.com <desk@example.com>',
    '<>',
  ])
    expect(faultsOf({ SMTP_URL: 'smtp://mail.example', MAIL_FROM }).join()).toMatch(
      /^MAIL_FROM must be an address such as/,
    )
  expect(faultsOf({ SENDGRID_API_KEY: 'hunter2\nX: y', MAIL_FROM: 'desk@example.com' })).toEqual([
    'SENDGRID_API_KEY must be one word, as SendGrid showed it.',
  ])
})

test('Supabase is chosen by its address and a key, under the newer names or the older ones', () => {
  const url = 'https://desk.supabase.co'
  const chosen = { url, key: 'sb_publishable_1', secretKey: undefined, jwtSecret: undefined }
  expect(read({ SUPABASE_URL: `${url}/`, SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_1' }).supabase).toEqual(chosen)
  const older = { SUPABASE_ANON_KEY: 'eyJ.anon', SUPABASE_SERVICE_ROLE_KEY: 'eyJ.service', SUPABASE_JWT_SECRET: secret }
  expect(read({ SUPABASE_URL: url, ...older }).supabase).toEqual({
    url,
    key: 'eyJ.anon',
    secretKey: 'eyJ.service',
    jwtSecret: secret,
  })
})

test('a setting of Supabase that is wrong stops the start, and no key is told', () => {
  const url = { SUPABASE_URL: 'https://desk.supabase.co' }
  const key = { SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_hunter2' }
  const wrong: [Record<string, string>, RegExp][] = [
    [
      { SUPABASE_URL: 'desk.supabase.co', ...key },
      /^SUPABASE_URL must be an address .* but it is "desk.supabase.co".$/,
    ],
    [url, /^SUPABASE_PUBLISHABLE_KEY is missing/],
    [key, /^SUPABASE_URL is missing/],
    [{ SUPABASE_SECRET_KEY: 'hunter2' }, /^SUPABASE_URL is missing/],
    [{ ...url, ...key, SUPABASE_ANON_KEY: 'eyJ.hunter2' }, /^SUPABASE_PUBLISHABLE_KEY and SUPABASE_ANON_KEY are both/],
    [{ ...url, SUPABASE_ANON_KEY: 'sb_secret_hunter2' }, /^SUPABASE_PUBLISHABLE_KEY must be the publishable key/],
    [{ ...url, ...key, SUPABASE_SECRET_KEY: 'sb_publishable_hunter2' }, /^SUPABASE_SECRET_KEY must be a secret key/],
    [{ ...url, ...key, SUPABASE_SECRET_KEY: 'hunter2 hunter2' }, /^SUPABASE_SECRET_KEY must be one word/],
    [{ ...url, ...key, SUPABASE_JWT_SECRET: 'hunter2' }, /^SUPABASE_JWT_SECRET must be at least 32 characters long.$/],
  ]
  for (const [environment, sentence] of wrong) {
    const faults = faultsOf(environment)
    expect(faults).toEqual([expect.stringMatching(sentence)])
    expect(faults.join()).not.toContain('hunter2')
  }
})

test('the table of adapters says who serves what and keeps passwords to itself', () => {
  const table = renderAdapters(
    read({
      DATABASE_URL: 'postgres://ada:hunter2@db.example:5432/desk?sslkey=hunter2',
      REDIS_URL: 'redis://:hunter2@cache.example',
      S3_BUCKET: 'desk-files',
      S3_ACCESS_KEY_ID: 'ada',
      S3_SECRET_ACCESS_KEY: 'hunter2',
      OPENAI_API_KEY: 'hunter2',
      SMTP_URL: 'smtp://ada:hunter2@mail.example:587',
      MAIL_FROM: 'desk@example.com',
      SUPABASE_URL: 'https://desk.supabase.co',
      SUPABASE_ANON_KEY: 'hunter2',
    }),
  )
  expect(table).toMatch(/^database +Postgres at db.example:5432\/desk +DATABASE_URL is set$/m)
  expect(table).toMatch(/^cache +Redis at cache.example +REDIS_URL is set$/m)
  expect(table).toMatch(/^storage +S3, bucket desk-files +S3_BUCKET is set$/m)
  expect(table).toMatch(/^mail +SMTP at mail.example:587 +SMTP_URL is set$/m)
  expect(table).toMatch(/^sign-in +Supabase at desk.supabase.co +SUPABASE_URL is set$/m)
  expect(table).not.toContain('hunter2')
  const bare = renderAdapters(read({}))
  expect(bare).toMatch(/^sign-in +Better Auth, built in +SUPABASE_URL is not set$/m)
  expect(bare).toMatch(/^mail +outbox.* SMTP_URL and SENDGRID_API_KEY are not set$/m)
  expect(bare).toMatch(/^models +extractive.* OPENAI_API_KEY and OPENAI_BASE_URL are not set$/m)
})
