import type { SignedIn } from '@frontdesk/contract/accounts'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
})

let people = 0
/** Somebody with a session of their own, in Northwind. */
const join = async (roleId: string): Promise<SignedIn> => {
  const name = `Ivy ${++people}`
  const body = { email: `ivy.${people}@example.com`, roleId }
  const { link } = await api.ask<{ link: string }>('POST /invitations', { key: here.olivia.key, body })
  const account = { name, password: 'correct horse battery' }
  const token = link.split('#')[1]
  // The limit on guessing links counts by address, and everybody here has the same one.
  here.platform.clock.advance(600_000)
  return api.ask<SignedIn>('POST /invitations/accept', { body: { token, account } })
}

/** Resolves when the stream ends; how long that took after `end` is up to the caller. */
const listen = async (key: string) => {
  const response = await api.send('GET /events', { key })
  expect(response.status).toBe(200)
  const reader = response.body?.getReader()
  await reader?.read()
  const ended = (async () => {
    while (reader && !(await reader.read()).done);
    return 'ended' as const
  })()
  return { ended, leave: () => reader?.cancel() }
}

const soon = () => new Promise<'late'>(late => setTimeout(() => late('late'), 1_000))

const ways: [string, (person: SignedIn, apiKey: { id: string }) => Promise<unknown>][] = [
  ['removed', ({ user }) => api.ask(`DELETE /members/${user.id}`, { key: here.olivia.key })],
  ['given a smaller role', ({ user }) => setRole(user.id, 'agent')],
]
const setRole = (userId: string, roleId: string) =>
  api.ask(`PATCH /members/${userId}`, { key: here.olivia.key, body: { roleId } })

test.each([
  ...ways,
  ['signed out', ({ session }: SignedIn) => api.ask('DELETE /session', { key: session.token })] as const,
  ['gone', ({ session }: SignedIn) => api.ask('DELETE /session/membership', { key: session.token })] as const,
])('whoever is %s hears nothing more within a second', async (_, end) => {
  const person = await join('admin')
  const { ended } = await listen(person.session.token)
  await end(person, { id: '' })
  expect(await Promise.race([ended, soon()])).toBe('ended')
})

test.each([
  ...ways,
  [
    'whose key is revoked',
    (_: SignedIn, { id }: { id: string }) => api.ask(`DELETE /api-keys/${id}`, { key: here.olivia.key }),
  ] as const,
])('a key of somebody %s hears nothing more within a second, and opens no more than it should', async (_, end) => {
  const person = await join('admin')
  const made = await api.ask<{ id: string; secret: string }>('POST /api-keys', {
    key: person.session.token,
    body: { name: 'Import' },
  })
  const { ended } = await listen(made.secret)
  await end(person, made)
  expect(await Promise.race([ended, soon()])).toBe('ended')
  const { status } = await api.call('POST /agents', { key: made.secret, body: { name: 'Rowan' } })
  expect([401, 403]).toContain(status)
})

test('who may still hear goes on hearing, whatever happens to others', async () => {
  const person = await join('viewer')
  const { ended, leave } = await listen(person.session.token)
  await setRole(person.user.id, 'agent')
  const other = await join('viewer')
  await api.ask(`DELETE /members/${other.user.id}`, { key: here.olivia.key })
  expect(await Promise.race([ended, soon()])).toBe('late')
  await leave()
})

test('a key that is bound to networks opens nothing from elsewhere, in the same words as no key at all', async () => {
  const { secret } = await api.ask<{ secret: string }>('POST /api-keys', {
    key: here.olivia.key,
    body: { name: 'Warehouse', addresses: ['203.0.113.0/24', '2001:db8::/32'] },
  })
  const from = async (remoteAddress: string, key = secret) => {
    const request = new Request('http://localhost:3000/api/v2/agents', { headers: { authorization: `Bearer ${key}` } })
    const reply = await api.app.fetch(request, { incoming: { socket: { remoteAddress } } })
    const { detail } = (await reply.json()) as { detail?: string }
    return [reply.status, detail]
  }
  for (const inside of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::1'])
    expect(await from(inside), inside).toEqual([200, undefined])
  for (const outside of ['203.0.114.9', '127.0.0.1', '', 'unknown'])
    expect(await from(outside), outside).toEqual(await from(outside, 'fd_live_nonsense'))
  for (const addresses of [['everywhere'], ['203.0.113.0/33'], ['1.2.3'], []])
    expect((await api.call('POST /api-keys', { key: here.olivia.key, body: { name: 'No', addresses } })).status).toBe(
      400,
    )
})

test('an organization that asks for a second factor lets nobody go on without one, by whatever way they came', async () => {
  const ivy = await join('agent')
  const key = { key: ivy.session.token }
  const { ended } = await listen(ivy.session.token)
  await api.ask('PATCH /organization', { key: here.olivia.key, body: { requiresSecondFactor: true } })
  expect(await Promise.race([ended, soon()])).toBe('ended')
  const stopped = { status: 403, body: { code: 'second-factor-required' } }
  for (const route of ['GET /agents', 'GET /session', 'GET /members', 'DELETE /session/membership'])
    expect(await api.call(route, key), route).toMatchObject(stopped)
  const again = await api.ask<SignedIn>('POST /session', {
    body: { email: ivy.user.email, password: 'correct horse battery' },
  })
  expect(await api.call('GET /agents', { key: again.session.token })).toMatchObject(stopped)
  const { secret } = await api.ask<{ secret: string }>('POST /second-factor', key)
  const code = codeAt(secret, here.platform.clock.now())
  await api.ask('POST /second-factor/confirm', { ...key, body: { code } })
  expect((await api.call('GET /agents', key)).status).toBe(200)
  expect(await api.call('GET /agents', { key: again.session.token })).toMatchObject(stopped)
  expect((await api.call('GET /agents', { key: here.olivia.key })).status).toBe(200)
  await api.ask('PATCH /organization', { key: here.olivia.key, body: { requiresSecondFactor: false } })
})
