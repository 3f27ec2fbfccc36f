import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { makeCertificate } from '@frontdesk/testing/certificate'
import { openWebsite, type Website } from '@frontdesk/testing/website'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { FetchFailure } from './safe-fetch/failure.ts'
import { createSafeFetch, type SafeFetch, type Sent } from './safe-fetch.ts'

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const mebibyte = 1024 * 1024

let site: Website
let other: Website
let outside: SafeFetch
let poured = 0

const answers: Record<string, Parameters<typeof openWebsite>[0]> = {
  '/hello': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/plain', 'x-shop': 'Northwind' }).end('Hello'),
  '/echo': ({ method, body }, response) => response.end(`${method} ${body}`),
  '/teapot': (_, response) => response.writeHead(418).end('short'),
  '/nothing': (_, response) => response.writeHead(204).end(),
  '/squeezed': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('Hello')),
  '/broken-gzip': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
  '/twice': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end('x'),
  '/bomb': (_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * mebibyte))),
  '/long': (_, response) => response.writeHead(200, { 'content-length': 6 * mebibyte }).write('x'),
  '/endless': (_, response) => {
    const piece = Buffer.alloc(65_536)
    const pour = () => {
      for (let more = true; more && response.writable; poured += piece.length) more = response.write(piece)
    }
    response.on('drain', pour)
    pour()
  },
  '/silent': () => {},
  '/half': (_, response) => response.writeHead(200, { 'content-length': 10 }).write('Hello'),
  '/reset': (_, response) => response.destroy(),
  '/no-http': (_, response) => response.socket?.end('What do you want?\r\n\r\n'),
  '/heads': (_, response) => {
    for (let n = 0; n < 40; n++) response.setHeader(`x-${n}`, 'x'.repeat(1_000))
    response.end()
  },
  '/drip': async (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const word of ['one', 'two', 'three']) {
      response.write(`data: ${word}\n\n`)
      await pause(60)
    }
    response.end()
  },
}

const answer: Parameters<typeof openWebsite>[0] = (visit, response) => {
  const url = new URL(visit.path, 'http://site')
  const [, status, times] = /^\/leads\/(\d+)\/(\d+)/.exec(url.pathname) ?? []
  const to = url.searchParams.get('to') ?? ''
  if (!status) return answers[url.pathname]?.(visit, response)
  const next = Number(times) > 1 ? `/leads/${status}/${Number(times) - 1}?to=${encodeURIComponent(to)}` : to
  response.writeHead(Number(status), { location: Buffer.from(next).toString('latin1') }).end('Over there')
}

beforeAll(async () => {
  site = await openWebsite(answer)
  other = await openWebsite(answer)
  outside = createSafeFetch({ privateHosts: [site.host, other.host, 'localhost:1'] })
  return async () => {
    await outside.close()
    await Promise.all([site.close(), other.close()])
  }
})

const read = (path: string, sent?: Sent) => outside.read(new URL(path, site.url), sent)
const kindOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof FetchFailure ? error.kind : error),
  )
const textOf = async (asked: ReturnType<typeof read>) => Buffer.from((await asked).body).toString()
const leads = (status: number, to: string, times = 1) => `/leads/${status}/${times}?to=${encodeURIComponent(to)}`

test('a reply comes whole: its status, whatever it is, its headers and its body, unpacked', async () => {
  const reply = await read('/hello')
  expect([reply.status, reply.headers.get('x-shop'), Buffer.from(reply.body).toString()]).toEqual([
    200,
    'Northwind',
    'Hello',
  ])
  expect((await read('/teapot')).status).toBe(418)
  expect((await read('/nothing')).body).toHaveLength(0)
  const squeezed = await read('/squeezed')
  expect([squeezed.headers.get('content-encoding'), Buffer.from(squeezed.body).toString()]).toEqual([null, 'Hello'])
  expect(await textOf(read('/echo', { method: 'POST', body: 'Grüße' }))).toBe('POST Grüße')
})

test('a fetch for libraries hands the body over piece by piece as it arrives, and what is left is hung up with it', async () => {
  const fetch = outside.fetchWithin({})
  const reply = await fetch(`${site.url}/drip`)
  const came: [string, number][] = []
  const began = performance.now()
  for await (const piece of reply.body ?? []) came.push([Buffer.from(piece).toString(), performance.now() - began])
  expect(came.map(([words]) => words)).toEqual(['data: one\n\n', 'data: two\n\n', 'data: three\n\n'])
  expect((came[2]?.[1] ?? 0) - (came[0]?.[1] ?? 0)).toBeGreaterThan(80)
  const post = await fetch(new Request(`${site.url}/echo`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) }))
  expect(await post.text()).toBe('POST a=b')
  expect(site.visits.at(-1)?.headers['content-type']).toMatch('application/x-www-form-urlencoded')
  expect((await fetch(`${site.url}/nothing`)).body).toBeNull()
  expect((await fetch(`${site.url}${leads(302, '/hello')}`, { redirect: 'manual' })).status).toBe(302)
  const endless = await fetch(`${site.url}/endless`)
  await endless.body?.cancel()
})

test('nothing larger than allowed is taken in, over the wire or unpacked, and it is noticed early', async () => {
  for (const path of ['/long', '/endless', '/bomb', '/heads']) expect(await kindOf(read(path)), path).toBe('too-large')
  const streamed = await outside.fetchWithin({ mostBytes: 1_000 })(`${site.url}/endless`)
  expect(await kindOf(streamed.arrayBuffer())).toBe('too-large')
  // What was under way in the sockets' own memory; the rest was hung up on.
  expect(poured / mebibyte).toBeLessThan(30)
  expect(await kindOf(read('/hello', { limits: { mostBytes: 4 } }))).toBe('too-large')
  expect(await kindOf(read('/hello', { limits: { mostBytes: 5 } }))).toBe('answered')
})

test('what keeps silent or stops in the middle ends in time, and what is no proper answer is none', async () => {
  const limits = { timeoutMs: 300 }
  for (const path of ['/silent', '/half']) expect(await kindOf(read(path, { limits })), path).toBe('timeout')
  const half = await outside.fetchWithin({ silenceMs: 300 })(`${site.url}/half`)
  expect(await kindOf(half.text())).toBe('timeout')
  for (const path of ['/broken-gzip', '/twice', '/no-http']) expect(await kindOf(read(path)), path).toBe('malformed')
  expect(await kindOf(read('/reset'))).toBe('unreachable')
  expect(await kindOf(outside.read('http://localhost:1/'))).toBe('unreachable')
})

test('whoever gives up is told their own reason, before, while and after the reply begins', async () => {
  const reason = new Error('The visitor left')
  expect(await kindOf(read('/hello', { signal: AbortSignal.abort(reason) }))).toBe(reason)
  const waiting = new AbortController()
  const asked = kindOf(read('/silent', { signal: waiting.signal }))
  await pause(50)
  waiting.abort(reason)
  expect(await asked).toBe(reason)
  const reading = new AbortController()
  const reply = await outside.fetchWithin({})(`${site.url}/half`, { signal: reading.signal })
  const text = kindOf(reply.text())
  reading.abort(reason)
  expect(await text).toBe(reason)
})

test('redirects are followed three times and no more, or not at all', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    expect(await textOf(read(leads(status, '/hello', 3))), String(status)).toBe('Hello')
    expect(await kindOf(read(leads(status, '/hello', 4)))).toBe('redirect')
    expect(await kindOf(read(leads(status, '/hello'), { redirect: 'error' }))).toBe('redirect')
  }
  expect((await read(leads(302, '/hello'))).url.pathname).toBe('/hello')
  expect((await read(leads(302, '/hello?to=grüße'))).url.search).toBe('?to=gr%C3%BC%C3%9Fe')
  expect(await kindOf(read(leads(302, 'http://[')))).toBe('redirect')
  for (const to of ['file:///etc/passwd', 'ftp://shop.example/', 'http://127.0.0.1:22/', 'data:text/plain,Hello'])
    expect(await kindOf(read(leads(302, to))), to).toBe('refused-address')
})

test('a redirected request is repeated as HTTP says: anew as GET, or once more with its body, but only at home', async () => {
  const sent = { method: 'POST', body: 'order', headers: { 'content-type': 'text/plain' } }
  for (const status of [301, 302, 303]) {
    expect(await textOf(read(leads(status, '/echo'), sent)), String(status)).toBe('GET ')
    expect(site.visits.at(-1)?.headers['content-type']).toBeUndefined()
    expect(await textOf(read(leads(status, `${other.url}/echo`), sent))).toBe('GET ')
  }
  for (const status of [307, 308]) {
    expect(await textOf(read(leads(status, '/echo'), sent)), String(status)).toBe('POST order')
    expect(await kindOf(read(leads(status, `${other.url}/echo`), sent))).toBe('redirect')
  }
})

test('keys and cookies stay with the origin that they were meant for', async () => {
  const headers = {
    authorization: 'Bearer secret',
    cookie: 'a=secret',
    'x-api-key': 'secret',
    'x-shop-token': 'secret',
    accept: 'text/html',
  }
  await read(leads(302, '/hello'), { headers })
  expect(site.visits.at(-1)?.headers).toMatchObject(headers)
  await read(leads(302, `${other.url}/hello`), { headers })
  expect(JSON.stringify(other.visits.at(-1))).not.toContain('secret')
  expect(other.visits.at(-1)?.headers).toMatchObject({ accept: 'text/html', 'user-agent': 'Frontdesk' })
  // Not even when the way leads back: who was away may have chosen where to.
  await read(leads(302, `${other.url}${leads(302, `${site.url}/hello`)}`), { headers })
  expect(JSON.stringify(site.visits.at(-1))).not.toContain('secret')
})

test('what a connection says for itself cannot be said by a caller', async () => {
  const smuggled = {
    host: 'internal.example',
    'transfer-encoding': 'chunked',
    connection: 'upgrade',
    'content-length': '0',
    expect: '100-continue',
  }
  await read('/echo', { method: 'POST', body: 'order', headers: smuggled })
  const { headers, body } = site.visits.at(-1) ?? {}
  expect([headers?.host, headers?.['transfer-encoding'], headers?.expect, body]).toEqual([
    site.host,
    undefined,
    undefined,
    'order',
  ])
  await expect(read('/hello', { headers: { 'x-a': 'b\r\nx-c: d' } })).rejects.toThrow(TypeError)
})

test('TLS asks for the name, checks it, and trusts nobody unknown', async () => {
  const certificate = makeCertificate()
  const secure = await openWebsite(answer, { certificate })
  const within = createSafeFetch({ privateHosts: [`localhost:${secure.port}`] })
  const address = `https://localhost.:${secure.port}/hello`
  expect(await kindOf(within.read(address))).toBe('unreachable')
  const usual = getCACertificates('default')
  onTestFinished(() => setDefaultCACertificates(usual))
  setDefaultCACertificates([certificate.cert])
  expect((await within.read(address)).status).toBe(200)
  expect(secure.visits.at(-1)).toMatchObject({ serverName: 'localhost', headers: { host: `localhost:${secure.port}` } })
  await within.close()
  await secure.close()
})

test('the proxies of the environment are not asked', async () => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) vi.stubEnv(name, other.url)
  vi.stubEnv('NODE_USE_ENV_PROXY', '1')
  const visits = other.visits.length
  const fresh = createSafeFetch({ privateHosts: [site.host] })
  expect((await fresh.read(`${site.url}/hello`)).status).toBe(200)
  expect((await fresh.fetchWithin({})(`${site.url}/hello`)).status).toBe(200)
  expect(other.visits.length).toBe(visits)
  await fresh.close()
})
