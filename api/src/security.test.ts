import type { SignedIn } from '@frontdesk/contract/accounts'
import type { SecurityAlert, SecurityEvent } from '@frontdesk/contract/security'
import { keepWatching } from '@frontdesk/modules/security/index'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { mailsOf } from '@frontdesk/testing/mails'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'

let here: World
let api: Api
beforeEach(async () => {
  here = await world()
  api = apiOf(here.platform)
})

type List<T> = { items: T[]; next: string | null }
const list = <T>(path: string, key = here.olivia.key) => api.ask<List<T>>(`GET /security/${path}`, { key })

/** What is kept of what is done meanwhile. */
const watched = async (fn: () => Promise<unknown>) => {
  const stop = keepWatching(here.platform)
  await fn()
  await stop()
}

test('whoever is refused is noted with what they asked for, and is answered as ever', async () => {
  const asks = () => api.call('GET /audit', { key: here.vera.key, headers: { 'user-agent': 'curl/8.5.0' } })
  const before = await asks()
  let meanwhile: Awaited<ReturnType<typeof asks>> | undefined
  await watched(async () => {
    meanwhile = await asks()
  })
  expect(meanwhile).toMatchObject({
    status: before.status,
    body: { ...(before.body as object), requestId: expect.any(String) },
  })
  const { items } = await list<SecurityEvent>('events?name=authz_fail')
  expect(items).toMatchObject([
    {
      level: 'warn',
      actor: expect.stringMatching(/^key:/),
      userAgent: 'curl/8.5.0',
      details: { endpoint: 'GET /audit' },
    },
  ])
})

test('more than twenty refusals of one actor within five minutes are one alert, whatever they asked for', async () => {
  const asks = (path: string) => api.call(path, { key: here.vera.key })
  await watched(async () => {
    for (let n = 0; n < 10; n++) for (const path of ['GET /audit', 'GET /api-keys']) await asks(path)
  })
  expect((await list<SecurityAlert>('alerts')).items).toEqual([])
  await watched(() => asks('GET /mails'))
  expect((await list<SecurityAlert>('alerts')).items).toMatchObject([{ rule: 'many-refusals', count: 1 }])
})

test('reading the audit trail out is noted, and one alert however many pages it takes', async () => {
  await watched(async () => {
    for (const afterSeq of [0, 1, 2])
      await api.ask(`GET /audit/export?limit=1&afterSeq=${afterSeq}`, { key: here.adam.key })
  })
  const { items } = await list<SecurityAlert>('alerts?status=open')
  expect(items).toMatchObject([{ rule: 'audit-exported', title: 'The audit trail was exported' }])
})

const ivy = { email: '', password: 'correct horse battery' }
/** Ivy, with a session of her own. */
const join = async (roleId: string) => {
  ivy.email = `ivy-${here.organizationId}@example.com`
  const { link } = await api.ask<{ link: string }>('POST /invitations', {
    key: here.olivia.key,
    body: { email: ivy.email, roleId },
  })
  const account = { name: 'Ivy', password: ivy.password }
  return api.ask<SignedIn>('POST /invitations/accept', { body: { token: link.split('#')[1], account } })
}

test('whoever joins as an owner raises an alert, and so does taking a second factor away; wrong codes are failed sign-ins', async () => {
  await watched(async () => {
    const { session } = await join('owner')
    const { secret } = await api.ask<{ secret: string }>('POST /second-factor', { key: session.token })
    const code = () => codeAt(secret, here.platform.clock.now())
    await api.ask('POST /second-factor/confirm', { key: session.token, body: { code: code() } })
    const again = await api.ask<SignedIn>('POST /session', { body: ivy })
    const wrong = { key: again.session.token, body: { code: '000000' } }
    expect((await api.call('POST /session/second-factor', wrong)).status).toBe(403)
    here.platform.clock.advance(60_000)
    await api.ask('POST /second-factor/remove', { key: session.token, body: { code: code() } })
  })
  const { items } = await list<SecurityAlert>('alerts')
  expect(items.map(({ rule }) => rule).toSorted()).toEqual(['owner-added', 'second-factor-removed'])
  expect((await list<SecurityEvent>('events?name=authn_login_fail')).items).toMatchObject([
    { details: { step: 'second factor' }, count: 1 },
  ])
})

test('a password that is changed, by whatever way, and one that is not, are noted', async () => {
  await watched(async () => {
    const { session } = await join('agent')
    const change = (current: string) =>
      api.call('PUT /session/password', { key: session.token, body: { current, next: 'another horse battery' } })
    expect((await change('wrong horse battery')).status).toBe(403)
    expect((await change(ivy.password)).status).toBe(204)
    await api.ask('POST /password-resets', { body: { email: ivy.email } })
    const [mail] = await mailsOf(here.platform, 'password-reset', ivy.email)
    const token = /#([\w-]{43})/.exec(mail?.text ?? '')?.[1]
    await api.ask('POST /password-resets/confirm', { body: { token, password: 'a third horse battery' } })
  })
  const { items } = await list<SecurityEvent>('events')
  expect(items.map(({ name }) => name).filter(name => name.includes('password'))).toEqual([
    'authn_password_change',
    'authn_password_change',
    'authn_password_change_fail',
  ])
  expect(items.find(({ name }) => name === 'authn_password_change')?.details).toMatchObject({ by: 'a mailed link' })
})

test('whoever asks too often is noted, and of many times at once only the number', async () => {
  Object.assign(here.platform.config.limits, { key: 1 })
  await watched(async () => {
    for (let n = 0; n < 30; n++) await api.send('GET /agents', { key: here.aron.key })
  })
  Object.assign(here.platform.config.limits, { key: 1e6 })
  const { items } = await list<SecurityEvent>('events?name=excess_rate_limit_exceeded')
  expect(items[0]).toMatchObject({ actor: expect.stringMatching(/^key:/) })
  expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(29)
  expect(items.length).toBeLessThan(5)
})

test('events and alerts are for those who may read the audit trail; those of an organization are its own', async () => {
  await watched(() => api.call('GET /audit', { key: here.vera.key }))
  const auditor = await api.ask<{ secret: string }>('POST /api-keys', {
    key: here.olivia.key,
    body: { name: 'Auditor', permissions: ['audit.read'] },
  })
  expect((await list<SecurityEvent>('events', auditor.secret)).items).not.toEqual([])
  for (const path of ['events', 'alerts']) {
    expect((await api.call(`GET /security/${path}`, { key: here.bea.key })).status).toBe(403)
    expect(await list(path, here.rita.key)).toEqual({ items: [], next: null })
  }
})

test('filters and cursors that make no sense are refused', async () => {
  for (const query of ['name=nonsense', 'level=loud', 'from=yesterday', 'cursor=nonsense', 'limit=0', 'unknown=1'])
    expect((await api.call(`GET /security/events?${query}`, { key: here.olivia.key })).status, query).toBe(400)
  expect((await api.call('GET /security/alerts?status=lost', { key: here.olivia.key })).status).toBe(400)
})

test('nobody is noted while they do what they may', async () => {
  await watched(async () => {
    for (const path of ['GET /agents', 'GET /session', 'GET /members']) await api.ask(path, { key: here.olivia.key })
  })
  // The key itself is, once a day; it comes from no address that is known here.
  expect((await list<SecurityEvent>('events')).items.map(({ name }) => name)).toEqual(['authn_login_success'])
})
