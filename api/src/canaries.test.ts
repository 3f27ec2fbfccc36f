import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { ApiKey, SignedIn } from '@frontdesk/contract/accounts'
import type { Invitation } from '@frontdesk/contract/people'
import { sealedColumns } from '@frontdesk/modules/secrets/sealed-columns'
import { keepWatching } from '@frontdesk/modules/security/index'
import { createLog } from '@frontdesk/platform/log'
import { apiOf } from '@frontdesk/testing/api'
import { startAuthorizationServer } from '@frontdesk/testing/authorization-server'
import { mailsOf } from '@frontdesk/testing/mails'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { freshDatabase, outsideTo, testPlatform } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'

/** Everything that must be nowhere once it was used: each is told apart by what stands before it. */
const canaries = new Map<string, string>()
const canary = (what: string, text = `canary-${what.replace(/\W/g, '-')}-${canaries.size}-Zq8`) => {
  expect(text.length, what).toBeGreaterThan(7)
  canaries.set(what, text)
  return text
}

const linesOf = () => {
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { lines, log: createLog('info', destination) }
}

/** A day at the desk, with every kind of secret coming by, also where it does not belong. */
const live = async () => {
  const { lines, log } = linesOf()
  const database = await freshDatabase()
  const authority = await startAuthorizationServer()
  const platform = await testPlatform({ database, log, outside: outsideTo([authority.host]) })
  const api = apiOf(platform)
  const stopWatching = keepWatching(platform)
  const password = canary('first password')
  const olivia = { email: 'olivia@example.com', password }
  const first = await api.ask<SignedIn>('POST /setup', {
    body: { ...olivia, organizationName: 'Northwind', name: 'Olivia' },
  })
  const session = canary('session of the setup', first.session.token)
  const cookie = { cookie: `frontdesk=${session}`, 'content-type': 'application/json' }

  await api.send('POST /session', { body: { ...olivia, password: canary('wrong password') } })
  await api.send('POST /session', {
    body: { ...olivia, email: 'nobody@example.com', password: canary('password of nobody') },
  })
  await api.send('POST /session', { body: { ...olivia, passwort: canary('password in a wrong field') } })
  await api.send('POST /session', {
    body: `{"email": "olivia@example.com", "password": "${canary('password in broken JSON')}`,
  })
  await api.send(`POST /session?password=${canary('password in the address')}`, { body: olivia })
  await api.send('GET /agents', { headers: { cookie: `frontdesk=${canary('cookie of nobody')}` } })
  await api.send('GET /agents', { key: canary('token of nobody') })
  await api.send('GET /agents', { headers: { authorization: `Basic ${canary('basic credentials')}` } })
  await api.send(`GET /agents?api_key=${canary('key in the address')}`)
  await api.send(`GET /agents/${canary('key in the path')}`, { key: session })
  const again = await api.ask<SignedIn>('POST /session', { body: olivia })
  const second = canary('session of the sign-in', again.session.token)

  const made = await api.ask<ApiKey & { secret: string }>('POST /api-keys', { key: session, body: { name: 'Import' } })
  const key = canary('API key', made.secret)
  await api.send('GET /agents', { key })
  await api.send('GET /agents', { key: `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}` })

  const { secret } = await api.ask<{ secret: string }>('POST /second-factor', { key: session })
  canary('seed of the authenticator app', secret)
  await api.send('POST /second-factor/confirm', { key: session, body: { code: 'canary-code-Zq8' } })
  const code = codeAt(secret, platform.clock.now())
  const { recoveryCodes } = await api.ask<{ recoveryCodes: string[] }>('POST /second-factor/confirm', {
    key: session,
    body: { code },
  })
  for (const each of recoveryCodes) canary(`recovery code ${each}`, each)
  await api.send('POST /session/second-factor', { key: second, body: { code: recoveryCodes[0] } })
  await api.send('POST /session/second-factor', { key: second, body: { code: canary('code that is wrong') } })

  const invited = await api.ask<Invitation & { link: string }>('POST /invitations', {
    headers: cookie,
    body: { email: 'ivy@example.com', roleId: 'agent' },
  })
  const token = canary('token of an invitation', invited.link.split('#')[1])
  await api.send('POST /invitations/accept', {
    body: {
      token: canary('token of no invitation'),
      account: { name: 'Ivy', password: canary('password of the invited') },
    },
  })
  const ivy = await api.ask<SignedIn>('POST /invitations/accept', {
    body: { token, account: { name: 'Ivy', password: canary('password of Ivy') } },
  })
  canary('session of Ivy', ivy.session.token)

  await api.send('POST /agents', {
    headers: { ...cookie, 'idempotency-key': 'juniper-once' },
    body: { name: 'Juniper' },
  })
  const apiKey = canary('key of a model provider')
  await api.ask('POST /model-connections', { key, body: { name: 'Ours', provider: 'openai', apiKey } })
  const databasePassword = canary('password of a database')
  const shop = { name: 'Shop', dialect: 'postgresql', host: 'db.example', database: 'shop', user: 'reader' }
  await api.ask('POST /database-connections', { key, body: { ...shop, password: databasePassword } })
  const mcpToken = canary('token of an MCP server')
  const authorization = { kind: 'bearer', token: mcpToken }
  await api.ask('POST /mcp-servers', { key, body: { name: 'Ours', url: 'https://shop.example/mcp', authorization } })
  const guarded = await api.ask<{ id: string }>('POST /mcp-servers', {
    key,
    body: { name: 'Guarded', url: `${authority.url}/mcp`, authorization: { kind: 'oauth' } },
  })
  const depart = () => api.ask<{ url: string }>(`POST /mcp-servers/${guarded.id}/sign-in`, { key })
  const there = await fetch((await depart()).url, { redirect: 'manual' })
  const { search } = new URL(there.headers.get('location') ?? '')
  expect((await api.send(`GET /mcp-servers/sign-in/return${search}`, { key })).status).toBe(303)
  await api.send(`GET /mcp-servers/sign-in/return${search}`, { key })
  expect(authority.secrets).toHaveLength(3)
  for (const each of authority.secrets) canary(`code or token of an MCP server ${each}`, each)
  const leaving = new URL((await depart()).url)
  canary('state of a departure', leaving.searchParams.get('state') ?? '')
  await authority.close()
  const tool = await api.ask<{ id: string }>('POST /tools', {
    key,
    body: {
      kind: 'http',
      name: 'Look up',
      request: {
        url: 'https://shop.example/orders',
        headers: { authorization: `Bearer ${canary('header of a tool')}` },
      },
    },
  })
  await api.ask(`POST /tools/${tool.id}/try`, { key, body: { arguments: {} } })
  await api.send('POST /password-resets', { body: { email: 'ivy@example.com' } })
  const [mail] = await mailsOf(platform, 'password-reset', 'ivy@example.com')
  const reset = canary('token of a reset', /#([\w-]{43})/.exec(mail?.text ?? '')?.[1])
  await api.send('POST /password-resets/confirm', { body: { token: reset, password: canary('new password of Ivy') } })
  for (const kind of ['email-verification', 'invitation'] as const)
    for (const { text } of await mailsOf(platform, kind)) canary(`token of ${kind}`, /#([\w-]{20,})/.exec(text)?.[1])
  await api.send('PUT /session/password', { key: session, body: { current: password, next: canary('next password') } })

  await api.send('POST /email-changes', { key: session, body: { email: 'berg@example.com' } })
  const [change] = await mailsOf(platform, 'email-change', 'berg@example.com')
  const newAddress = canary('token of a new address', /#([\w-]{43})/.exec(change?.text ?? '')?.[1])
  await api.send('POST /session/confirmation', {
    key: session,
    body: { password: canary('wrong password to confirm') },
  })
  const renewed = await api.ask<{ recoveryCodes: string[] }>('POST /second-factor/recovery-codes', { key: session })
  for (const each of renewed.recoveryCodes) canary(`renewed recovery code ${each}`, each)
  await api.send('POST /email-changes/confirm', { key: session, body: { token: newAddress } })

  // Whatever breaks inside may carry what it was about.
  log.error('A provider failed', {
    error: new Error(`401 from https://ada:${canary('password in an address')}@models.example`, {
      cause: new Error(`Authorization: Bearer ${canary('token in a cause')}`),
    }),
    apiKey: canary('field of a log line'),
    headers: { authorization: canary('whole object in a log line') },
  })
  await platform.jobs.idle()
  await stopWatching()
  return { lines, database, directory: platform.config.dataDirectory }
}

let day: Awaited<ReturnType<typeof live>>
beforeAll(async () => {
  day = await live()
}, 60_000)

test('no password, token, key, code or seed is in the log, in any column of any table, or in a file', async () => {
  const { lines, database, directory } = day
  const { rows: tables } = await database.owner.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  )
  expect(tables.length).toBeGreaterThan(25)
  const places = new Map([['the log', lines.join('')]])
  for (const { name } of tables) {
    const { rows } = await database.owner.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} t`)
    places.set(name, rows.map(({ row }) => `${row}\n${textsOfBytes(row)}`).join('\n'))
  }
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) places.set(entry.name, await readFile(join(entry.parentPath, entry.name), 'latin1'))

  expect(places.get('the log')).toContain('A provider failed')
  expect(places.get('public.mails')).toContain('ivy@example.com')
  expect(places.get('public.security_events')).toContain('authn_login_fail')
  expect(places.get('public.idempotency_keys')).toContain('juniper-once')
  expect(canaries.size).toBeGreaterThan(35)
  const found = [...canaries].flatMap(([what, text]) =>
    [...places]
      .filter(([, content]) => formsOf(text).some(form => content.includes(form)))
      .map(([place]) => `${what} in ${place}`),
  )
  expect(found).toEqual([])
})

test('whatever rests sealed is in a list of what is sealed anew when keys change', async () => {
  const { database } = day
  const { rows: columns } = await database.owner.query<{ table: string; column: string }>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns WHERE table_schema = 'public'`,
  )
  const shape = 'v1\\.([0-9a-f-]{36}\\.)?[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]{22}'
  const sealed: string[] = []
  for (const { table, column } of columns) {
    const text = `SELECT EXISTS (SELECT FROM "${table}" WHERE "${column}"::text ~ $1) AS found`
    const [row] = (await database.owner.query<{ found: boolean }>(text, [shape])).rows
    if (row?.found) sealed.push(`${table}.${column}`)
  }
  // Accounts belong to no organization: platform/src/sign-in/reseal-accounts.ts goes through them.
  expect(sealed.toSorted()).toEqual(['auth_factors.secret', ...sealedColumns].toSorted())
})

/** As it is, and as it may stand in JSON, an address or bytes. */
const formsOf = (text: string) => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('hex'),
]

/** bytea columns come as hexadecimal digits. */
const textsOfBytes = (row: string) =>
  [...row.matchAll(/\\\\x([0-9a-f]{16,})/g)]
    .map(([, digits = '']) => Buffer.from(digits, 'hex').toString('latin1'))
    .join('\n')
