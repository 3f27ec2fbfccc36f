import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { type Canary, openCanary } from '@frontdesk/testing/canary'
import { hostileAddresses, resolveHostile } from '@frontdesk/testing/hostile-addresses'
import { openWebsite, type Website } from '@frontdesk/testing/website'
import { Agent, fetch } from 'undici'
import { beforeAll, expect, test } from 'vitest'
import { FetchFailure } from './safe-fetch/failure.ts'
import { isPublic } from './safe-fetch/public-address.ts'
import type { Resolve } from './safe-fetch/resolve.ts'
import { createSafeFetch, type SafeFetch } from './safe-fetch.ts'

// Of the part of IPv6 that is public and that nobody has been given, so that no packet of a test reaches anybody.
const nobodys = '3000::1'

let canary: Canary
let site: Website
const open: SafeFetch[] = []
beforeAll(async () => {
  canary = await openCanary()
  site = await openWebsite((visit, response) => {
    // Some of the spellings are a path on this very site where they come as a redirect.
    if (!visit.path.startsWith('/?')) return response.writeHead(404).end()
    const [next = '/', ...rest] = JSON.parse(decodeURIComponent(visit.path.slice(2))) as string[]
    const location =
      rest.length > 0 ? `/?${encodeURIComponent(JSON.stringify(rest))}` : Buffer.from(next.trim()).toString('latin1')
    response.writeHead([301, 302, 303, 307, 308][rest.length % 5] ?? 302, { location }).end()
  })
  return async () => {
    await Promise.all([...open.map(each => each.close()), canary.close(), site.close()])
  }
})

/** With the canary's port among the usual ones: only what an address is stands between. */
const outsideWith = (resolve: Resolve) => {
  const outside = createSafeFetch({ privateHosts: [site.host], resolve, ports: [80, 443, canary.port] })
  open.push(outside)
  return outside
}

const limits = { timeoutMs: 1_000 }
const failed = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => 'answered',
    (reason: unknown) => reason,
  )
  return error instanceof FetchFailure ? { kind: error.kind, message: error.message } : { kind: error }
}
const bothWays = (outside: SafeFetch, address: string) =>
  Promise.all([failed(outside.read(address, { limits })), failed(outside.fetchWithin(limits)(address))])
const nothing = new FetchFailure('unreachable').message

/** How often somebody comes to the canary while this is done. */
const hitsOf = async (tried: () => Promise<unknown>) => {
  const before = await canary.hits()
  await tried()
  return (await canary.hits()) - before
}
/** What everybody uses, with the same name servers. */
const plainFetch = async (resolve: Resolve, address: string) => {
  const lookup = (name: string, _: object, tell: (error: Error | null, found: object[]) => void) =>
    void resolve(name).then(all => {
      const found = all.map(each => ({ address: each, family: each.includes(':') ? 6 : 4 }))
      tell(found.length > 0 ? null : new Error('Nobody knows this name'), found)
    })
  const dispatcher = new Agent({ connect: { lookup: lookup as never } })
  const asked = fetch(address, { dispatcher, signal: AbortSignal.timeout(5_000) }).then(reply => reply.text())
  await asked.catch(() => {})
  await dispatcher.destroy()
}

test('no spelling of a private address, and no name that leads to one, is connected to', async () => {
  const outside = outsideWith(resolveHostile)
  const { here, elsewhere } = hostileAddresses(canary.port)
  expect(here.length + elsewhere.length).toBeGreaterThanOrEqual(150)
  for (const address of [...here, ...elsewhere])
    for (const outcome of await bothWays(outside, address))
      expect(outcome, address).toEqual({
        kind: expect.stringMatching(/^(refused-address|unreachable)$/),
        message: nothing,
      })
  expect(await canary.hits()).toBe(0)
})

test('the list is worth something: an ordinary fetch comes to the canary by most of its spellings', async () => {
  const { here } = hostileAddresses(canary.port)
  const reached = await hitsOf(() => Promise.all(here.map(address => plainFetch(resolveHostile, address))))
  expect(reached).toBeGreaterThan(60)
})

/** Name servers of an attacker with a second answer in the sleeve, for each name its own. */
const rebinding = (answers: string[][]): Resolve => {
  const asked = new Map<string, number>()
  return async name => {
    const time = asked.get(name) ?? 0
    asked.set(name, time + 1)
    return answers[time % answers.length] ?? []
  }
}
const tricks = [
  [[nobodys], ['127.0.0.1']],
  [[nobodys], ['::1']],
  [['127.0.0.1'], [nobodys]],
  [[nobodys, '127.0.0.1']],
  [['127.0.0.1', nobodys]],
  [[nobodys, '::ffff:127.0.0.1'], [nobodys]],
  [[nobodys], [nobodys], ['0.0.0.0']],
  [[], ['127.0.0.1']],
]

test('200 names that answer public first and private then, or both at once, lead nobody in', async () => {
  const hits = await hitsOf(() =>
    Promise.all(
      Array.from({ length: 200 }, async (_, run) => {
        const outside = outsideWith(rebinding(tricks[run % tricks.length] ?? []))
        const address = `http://run-${run}.example:${canary.port}/`
        for (let time = 0; time < 4; time++)
          expect(await failed(outside.read(address, { limits: { timeoutMs: 500 } }))).not.toEqual({ kind: 'answered' })
      }),
    ),
  )
  expect(hits).toBe(0)
})

test('whoever checks a name and has it looked up again is led in by the same names', async () => {
  const naive = async (resolve: Resolve, address: string) =>
    (await resolve(new URL(address).hostname)).every(isPublic) && plainFetch(resolve, address)
  const hits = await hitsOf(() =>
    Promise.all(tricks.map((answers, run) => naive(rebinding(answers), `http://run-${run}.example:${canary.port}/`))),
  )
  expect(hits).toBeGreaterThan(2)
})

test('50 chains of redirects that end at a private address are not followed there', async () => {
  const outside = outsideWith(resolveHostile)
  const { here } = hostileAddresses(canary.port)
  // What no header can carry cannot be redirected to.
  const redirectable = here.filter(address => !/[\n\t]/.test(address))
  const chains = Array.from({ length: 50 }, (_, run) => {
    const steps = Array.from({ length: run % 5 }, () => 'on')
    const end = redirectable[(run * 7) % redirectable.length]
    return `${site.url}/?${encodeURIComponent(JSON.stringify([...steps, end]))}`
  })
  const hits = await hitsOf(async () => {
    for (const address of chains)
      for (const { kind } of await bothWays(outside, address))
        expect(kind, address).toMatch(/^(refused-address|unreachable|redirect|answered)$/)
  })
  expect(hits).toBe(0)
  const followed = await hitsOf(() => Promise.all(chains.map(address => plainFetch(resolveHostile, address))))
  expect(followed).toBeGreaterThan(10)
})

test('an open, a closed and a silent port behind the wall, and a name that nobody knows, look the same from outside', async () => {
  const silent = createServer()
  await once(silent.listen(0, '127.0.0.1', 1), 'listening')
  const { port } = silent.address() as AddressInfo
  const outside = createSafeFetch({ privateHosts: [], resolve: resolveHostile, ports: [canary.port, port, 1] })
  open.push(outside)
  const looks: unknown[] = []
  for (const address of [
    `private.example:${canary.port}`,
    `private.example:${port}`,
    'private.example:1',
    'unknown.example:1',
  ]) {
    const began = performance.now()
    const { message } = await failed(outside.read(`http://${address}/`))
    looks.push([message, performance.now() - began < 1_000])
  }
  expect(new Set(looks.map(look => JSON.stringify(look)))).toEqual(new Set([JSON.stringify([nothing, true])]))
  silent.close()
})

test('other ports than 80 and 443 are asked only where the operator says so, and nothing else becomes allowed by that', async () => {
  const { port } = canary
  const outside = createSafeFetch({ privateHosts: [`127.0.0.1:${port}`], resolve: async () => ['127.0.0.1'] })
  open.push(outside)
  expect((await outside.read(`http://127.0.0.1:${port}/`)).status).toBe(200)
  expect((await outside.read(`http://2130706433:${port}/`)).status).toBe(200)
  const hits = await hitsOf(async () => {
    for (const address of [
      `http://localhost:${port}/`,
      `http://private.example:${port}/`,
      `http://[::1]:${port}/`,
      `http://127.0.0.2:${port}/`,
    ])
      expect(await bothWays(outside, address), address).toEqual(
        Array(2).fill({ kind: 'refused-address', message: nothing }),
      )
    for (const address of [
      'http://127.0.0.1/',
      'http://public.example:22/',
      'http://public.example:6379/',
      'https://8.8.8.8:5432/',
    ])
      expect(outside.permits(address), address).toBe(false)
  })
  expect(hits).toBe(0)
  for (const address of [
    'http://public.example/',
    'https://public.example:443/a?b',
    'http://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])
    expect(outside.permits(address), address).toBe(true)
})
