import type { SignedIn } from '@frontdesk/contract/accounts'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { twoProcesses } from '@frontdesk/testing/two-processes'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

const times = process.env.FULL_LISTS ? 200 : 16
const mostMs = 1_000
const password = 'correct horse battery'

let here: World
let processes: [Api, Api]
beforeAll(async () => {
  here = await world()
  const [one, other] = await twoProcesses(here.platform)
  processes = [apiOf(one), apiOf(other)]
})

type Person = SignedIn & { apiKey: { id: string; secret: string }; elsewhere: string }
type End = (api: Api, person: Person) => Promise<unknown>

/** Everything that ends what somebody may, by the credentials that it ends. */
const ends: [name: string, credentials: 'session' | 'apiKey' | 'elsewhere', end: End][] = [
  ['signed out', 'session', (api, { session }) => api.ask('DELETE /session', { key: session.token })],
  [
    'gone by themselves',
    'session',
    (api, { session }) => api.ask('DELETE /session/membership', { key: session.token }),
  ],
  ['removed', 'session', (api, person) => remove(api, person)],
  ['removed, with a key', 'apiKey', (api, person) => remove(api, person)],
  ['given a smaller role', 'session', (api, person) => giveRole(api, person)],
  ['given a smaller role, with a key', 'apiKey', (api, person) => giveRole(api, person)],
  [
    'without their key',
    'apiKey',
    (api, { apiKey }) => api.ask(`DELETE /api-keys/${apiKey.id}`, { key: here.olivia.key }),
  ],
  [
    'signed out on other devices',
    'elsewhere',
    (api, { session }) => api.ask('DELETE /sessions', { key: session.token }),
  ],
  [
    'signed in elsewhere with the password of before',
    'elsewhere',
    (api, { session }) =>
      api.ask('PUT /session/password', {
        key: session.token,
        body: { current: password, next: 'another horse battery' },
      }),
  ],
]
const remove: End = (api, { user }) => api.ask(`DELETE /members/${user.id}`, { key: here.olivia.key })
const giveRole: End = (api, { user }) =>
  api.ask(`PATCH /members/${user.id}`, { key: here.olivia.key, body: { roleId: 'viewer' } })

let people = 0
const join = async (api: Api): Promise<Person> => {
  const email = `ivy.${++people}@example.com`
  const invited = { key: here.olivia.key, body: { email, roleId: 'admin' } }
  const { link } = await api.ask<{ link: string }>('POST /invitations', invited)
  // The limit on guessing links counts by address, and everybody here has the same one.
  here.platform.clock.advance(600_000)
  const body = { token: link.split('#')[1], account: { name: `Ivy ${people}`, password } }
  const joined = await api.ask<SignedIn>('POST /invitations/accept', { body })
  const key = joined.session.token
  const apiKey = await api.ask<Person['apiKey']>('POST /api-keys', { key, body: { name: 'Import' } })
  const again = await api.ask<SignedIn>('POST /session', { body: { email, password } })
  return { ...joined, apiKey, elsewhere: again.session.token }
}

const never = () => new Promise<number>(resolve => setTimeout(() => resolve(Number.POSITIVE_INFINITY), 10 * mostMs))

/** Opens a stream, and resolves with what tells the moment at which it was closed. */
const listen = async (api: Api, key: string) => {
  const response = await api.send('GET /events', { key })
  expect(response.status).toBe(200)
  const reader = response.body?.getReader()
  await reader?.read()
  const closed = (async () => {
    while (reader && !(await reader.read()).done);
    return performance.now()
  })()
  return () => Promise.race([closed, never()])
}

/** The moment at which something that only admins may is refused. */
const whenRefused = async (api: Api, key: string) => {
  for (const until = performance.now() + 10 * mostMs; performance.now() < until; ) {
    const { status } = await api.send('PATCH /organization', { key, body: { name: 'Northwind Bikes' } })
    if (status === 401 || status === 403) return performance.now()
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return Number.POSITIVE_INFINITY
}

test(`${times} times somebody loses what they may: refused and hung up within a second, on the process that was told and on the other`, async () => {
  const slowest: Record<string, number> = {}
  for (let time = 0; time < times; time++) {
    const [name, credentials, end] = ends[time % ends.length] ?? ends[0] ?? []
    if (!name || !credentials || !end) continue
    const told = processes[time % 2] ?? processes[0]
    const person = await join(told)
    const key = { session: person.session.token, apiKey: person.apiKey.secret, elsewhere: person.elsewhere }[
      credentials
    ]
    for (const api of processes)
      expect((await api.send('PATCH /organization', { key, body: { name: 'Northwind' } })).status).toBe(200)
    const listeners = await Promise.all(processes.map(api => listen(api, key)))
    await end(told, person)
    const done = performance.now()
    const moments = await Promise.all([
      ...listeners.map(whenClosed => whenClosed()),
      ...processes.map(api => whenRefused(api, key)),
    ])
    slowest[name] = Math.max(slowest[name] ?? 0, ...moments.map(moment => moment - done))
  }
  for (const [name, ms] of Object.entries(slowest))
    expect(ms, `${name}: ${JSON.stringify(slowest)}`).toBeLessThan(mostMs)
}, 900_000)
