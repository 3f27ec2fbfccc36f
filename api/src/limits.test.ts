import type { SignedIn } from '@frontdesk/contract/accounts'
import { createMemoryRateLimit } from '@frontdesk/platform/rate-limit/memory'
import { apiOf } from '@frontdesk/testing/api'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { expect, test } from 'vitest'

const plenty = { address: 1e6, session: 1e6, key: 1e6, organization: 1e6 }

/** A world whose requests are counted against these limits, on a clock that stands still. */
const limitedTo = async (limits: Partial<typeof plenty>, rateLimit = createMemoryRateLimit(() => 0)) => {
  const platform = await testPlatform({ rateLimit })
  Object.assign(platform.config.limits, plenty, limits)
  const here = await world(platform)
  return { here, api: apiOf(platform) }
}

const quotaOf = (headers: Headers, kind: string) => {
  const named = (name: string) =>
    headers
      .get(name)
      ?.split(', ')
      .find(item => item.startsWith(`"${kind}";`)) ?? ''
  const [, r, t] = /r=(\d+);t=(\d+)$/.exec(named('ratelimit')) ?? []
  const [, q, w] = /q=(\d+);w=(\d+)$/.exec(named('ratelimit-policy')) ?? []
  return { q: Number(q), w: Number(w), r: Number(r), t: Number(t) }
}

test('of 200 requests at once exactly as many pass as a key may send, and every reply says truly what is left', async () => {
  const { here, api } = await limitedTo({ key: 40 })
  const replies = await Promise.all(
    Array.from({ length: 200 }, () => api.send('GET /agents', { key: here.olivia.key })),
  )
  const passed = replies.filter(reply => reply.status === 200)
  expect(passed).toHaveLength(40)
  expect(passed.map(reply => quotaOf(reply.headers, 'key').r).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 40 }, (_, left) => left),
  )
  for (const reply of replies.filter(({ status }) => status !== 200)) {
    expect(reply.status).toBe(429)
    expect(quotaOf(reply.headers, 'key')).toEqual({ q: 40, w: 60, r: 0, t: 2 })
    expect(reply.headers.get('retry-after')).toBe('2')
    expect(await reply.json()).toMatchObject({ code: 'limit-reached', status: 429 })
  }
})

test('a wait as long as Retry-After says is long enough, and a shorter one is not', async () => {
  let now = 0
  const { here, api } = await limitedTo(
    { organization: 3 },
    createMemoryRateLimit(() => now),
  )
  const status = async () => (await api.send('GET /agents', { key: here.olivia.key })).status
  for (let spent = 0; spent < 3; spent++) expect(await status()).toBe(200)
  const refused = await api.send('GET /agents', { key: here.olivia.key })
  const seconds = Number(refused.headers.get('retry-after'))
  expect(seconds).toBe(20)
  now = seconds * 1_000 - 1
  expect(await status()).toBe(429)
  now = seconds * 1_000
  expect(await status()).toBe(200)
})

test('an organization that spent its requests takes none from its rival, nor a key from another key', async () => {
  const busy = async (
    limits: Partial<typeof plenty>,
    spends: (here: World) => string,
    waits: (here: World) => string[],
  ) => {
    const { here, api } = await limitedTo(limits)
    const ask = async (key: string) => (await api.send('GET /agents', { key })).status
    expect(await ask(spends(here))).toBe(200)
    expect(await ask(spends(here))).toBe(429)
    for (const key of waits(here)) expect(await ask(key)).toBe(429)
    return { here, ask }
  }
  const shared = await busy(
    { organization: 1 },
    here => here.olivia.key,
    here => [here.adam.key],
  )
  expect(await shared.ask(shared.here.rita.key)).toBe(200)
  const own = await busy(
    { key: 1 },
    here => here.olivia.key,
    () => [],
  )
  expect(await own.ask(own.here.adam.key)).toBe(200)
})

test('strangers are counted by their address before anything is looked up for them, a session by itself', async () => {
  const { api } = await limitedTo({ address: 2 })
  const guess = () => api.send('GET /agents', { key: 'fd_live_nobody' })
  expect((await guess()).status).toBe(401)
  expect((await api.send('GET /setup')).status).toBe(200)
  expect((await guess()).status).toBe(429)
  expect((await api.send('GET /setup')).status).toBe(429)

  const platform = await testPlatform({ database: await freshDatabase(), rateLimit: createMemoryRateLimit(() => 0) })
  Object.assign(platform.config.limits, plenty, { session: 2 })
  const door = apiOf(platform)
  const ada = {
    organizationName: 'Cykelverket',
    name: 'Ada',
    email: 'ada@example.com',
    password: 'correct horse battery',
  }
  const first = await door.ask<SignedIn>('POST /setup', { body: ada })
  const second = await door.ask<SignedIn>('POST /session', { body: { email: ada.email, password: ada.password } })
  const look = async ({ session }: SignedIn) => (await door.send('GET /session', { key: session.token })).status
  expect([await look(first), await look(first), await look(first)]).toEqual([200, 200, 429])
  expect(await look(second)).toBe(200)
})
