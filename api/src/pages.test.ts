import type { AuditEntry } from '@frontdesk/contract/audit'
import type { DocumentInFull, PushedDocument } from '@frontdesk/contract/knowledge'
import { processingIdle } from '@frontdesk/modules/knowledge/index'
import { createSafeFetch } from '@frontdesk/platform/safe-fetch'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type Canary, openCanary } from '@frontdesk/testing/canary'
import { hostileAddresses, resolveHostile } from '@frontdesk/testing/hostile-addresses'
import { testPlatform } from '@frontdesk/testing/platform'
import { openWebsite, type Website } from '@frontdesk/testing/website'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
let site: Website
let canary: Canary
let returns = 'Bicycles may be returned within thirty days.'
let meanwhile = async () => {}

const html = 'text/html; charset=utf-8'
const pages: Record<string, [type: string | undefined, body: string | Buffer, status?: number]> = {
  '/shipping': [
    html,
    '<!doctype html><title>Shipping</title><nav>Menu</nav><main><p>Shipping is free from 50 euros.</p></main>',
  ],
  '/notes.md': ['text/plain', '# Notes\n\n## Opening hours\n\nWe open at nine in the morning.'],
  '/plain': ['text/plain; charset=iso-8859-1', Buffer.from('Grüße aus der Werkstatt in Münster.', 'latin1')],
  '/euro': ['text/html; charset="windows-1252"', Buffer.from('<p>A bell costs \x80 5.</p>', 'latin1')],
  '/kyrillic': ['text/plain; charset=koi8-r', Buffer.from('f0d2c9d7c5d420cdc9d2', 'hex')],
  '/gone': [html, '<p>Gone</p>', 410],
  '/broken': [html, '<p>Try later</p>', 503],
  '/manual': ['application/pdf', '%PDF-1.7'],
  '/unnamed': [undefined, 'Hello'],
  '/bytes': ['text/html', Buffer.from([0, 1, 2, 3])],
  '/empty': [html, ''],
  '/menu-only': [html, '<script>let a</script>'],
  '/huge': ['text/plain', Buffer.alloc(4 * 1024 * 1024 + 1, 'words ')],
}

beforeAll(async () => {
  canary = await openCanary()
  site = await openWebsite(async ({ path }, response) => {
    await meanwhile()
    if (path === '/returns')
      return response.writeHead(200, { 'content-type': html }).end(`<title>Returns</title><p>${returns}</p>`)
    if (path === '/moved') return response.writeHead(301, { location: '/shipping' }).end()
    if (path === '/inside') return response.writeHead(302, { location: `http://127.0.0.1:${canary.port}/` }).end()
    const [type, body, status = 200] = pages[path] ?? [html, 'Not here', 404]
    response.writeHead(status, type ? { 'content-type': type } : {}).end(body)
  })
  const outside = createSafeFetch({ privateHosts: [site.host], resolve: resolveHostile, ports: [80, 443, canary.port] })
  here = await world(await testPlatform({ outside }))
  api = apiOf(here.platform)
  return () => Promise.all([site.close(), canary.close()])
})

const add = (body: object, headers = {}) => api.call('POST /knowledge/pages', { key: here.bea.key, body, headers })
/** What became of a page once it was read. */
const added = async (path: string, more = {}) => {
  const { status, body } = await add({ url: site.url + path, ...more })
  expect(status, JSON.stringify(body)).toBe(201)
  await processingIdle(here.platform)
  return read((body as PushedDocument).id)
}
const read = (id: string) => api.ask<DocumentInFull>(`GET /knowledge/documents/${id}`, { key: here.bea.key })

test('a page becomes a document under its address, with its own title, and agents find it', async () => {
  const document = await added('/shipping#prices')
  const address = `${site.url}/shipping`
  expect(document).toMatchObject({
    kind: 'page',
    status: 'ready',
    title: 'Shipping',
    externalId: address,
    url: address,
    failure: null,
  })
  expect(document.text).toBe('Shipping is free from 50 euros.')
  expect(document.bytes).toBe(pages['/shipping']?.[1].length)
  const found = await api.ask('POST /knowledge/search', { key: here.bea.key, body: { query: 'Is shipping free?' } })
  expect(found).toMatchObject({ passages: [{ title: 'Shipping', url: address }] })
  expect(site.visits.at(-1)?.headers).toMatchObject({
    'user-agent': 'Frontdesk',
    accept: expect.stringContaining('text/html'),
  })
})

test('Markdown and text are pages too, in whatever letters the site says, and redirects are followed', async () => {
  const titles = await Promise.all(['/notes.md', '/plain', '/euro', '/kyrillic', '/moved'].map(path => added(path)))
  expect(titles.map(({ status, text }) => [status, text])).toEqual([
    ['ready', '# Notes\n\n## Opening hours\n\nWe open at nine in the morning.'],
    ['ready', 'Grüße aus der Werkstatt in Münster.'],
    ['ready', 'A bell costs € 5.'],
    ['ready', 'Привет мир'],
    ['ready', 'Shipping is free from 50 euros.'],
  ])
  expect(await added('/plain', { title: 'Greetings', externalId: 'greetings' })).toMatchObject({
    title: 'Greetings',
    externalId: 'greetings',
  })
})

test('the same page again is read anew, and so is one that somebody has read again', async () => {
  const first = await added('/returns')
  returns = 'Bicycles may be returned within sixty days.'
  const again = await added('/returns')
  expect([again.id, again.text]).toEqual([first.id, returns])
  returns = 'Bicycles may not be returned.'
  await api.ask(`POST /knowledge/documents/${first.id}/retry`, { key: here.bea.key })
  await processingIdle(here.platform)
  expect((await read(first.id)).text).toBe(returns)
  const { items } = await api.ask<{ items: object[] }>('GET /knowledge/documents?kind=page&title=returns', {
    key: here.bea.key,
  })
  expect(items).toHaveLength(1)
})

test('what cannot be read fails with a sentence that says why, and what answered nothing is not told from what is closed', async () => {
  const nobody = /^Nothing on the public internet answers/
  for (const [path, reason] of [
    ['/gone', /^The site answered 410/],
    ['/broken', /^The site answered 503.*try again later/],
    ['/nowhere', /^The site answered 404/],
    ['/manual', /“application\/pdf”.*upload it as a file/],
    ['/unnamed', /does not name/],
    ['/bytes', /no text at this address/],
    ['/empty', /no text at this address/],
    ['/menu-only', /no text/],
    ['/huge', /larger than 4 MB/],
    ['/inside', nobody],
  ] as const)
    expect(await added(path), path).toMatchObject({
      status: 'failed',
      failure: expect.stringMatching(reason),
      chunkCount: 0,
    })
  expect(await canary.hits()).toBe(0)
})

test('no request of ours waits for the site, and none is open in the database while it is asked', async () => {
  let asked = 0
  meanwhile = async () => {
    // On the embedded database a transaction of the one who fetches would hold this up for ever.
    await api.ask('PATCH /organization', { key: here.olivia.key, body: { name: `Northwind ${++asked}` } })
  }
  expect(await added('/returns')).toMatchObject({ status: 'ready' })
  expect(asked).toBe(1)
  meanwhile = async () => {}
})

test('adding a page is audited, and done once for one Idempotency-Key', async () => {
  const send = () => add({ url: `${site.url}/shipping?once` }, { 'idempotency-key': 'add-shipping' })
  const visits = site.visits.length
  const [first, second] = await Promise.all([send(), send()])
  await processingIdle(here.platform)
  expect([first.status, second.body]).toEqual([201, first.body])
  expect(site.visits.length - visits).toBe(1)
  const { items } = await api.ask<{ items: AuditEntry[] }>('GET /audit?action=document.added&limit=100', {
    key: here.olivia.key,
  })
  const entries = items.filter(({ details }) => JSON.stringify(details).includes('/shipping?once'))
  expect(entries).toMatchObject([{ actor: expect.stringMatching(/^key:/) }])
})

test('more than 150 hostile addresses lead nobody in: refused at once, or failed with the words of one that does not exist', async () => {
  const { here: ours, elsewhere } = hostileAddresses(canary.port)
  const sentences = new Set<string | null>()
  const kept: PushedDocument[] = []
  for (const url of [...ours, ...elsewhere, `http://unknown.example:${canary.port}/`]) {
    const { status, body } = await add({ url })
    if (status === 201) kept.push(body as PushedDocument)
    else expect(status, url).toBe(400)
  }
  await processingIdle(here.platform)
  for (const { id } of kept) {
    const { status, failure } = await read(id)
    expect(status).toBe('failed')
    sentences.add(failure)
  }
  expect(kept.length).toBeGreaterThan(10)
  expect(sentences.size).toBe(1)
  expect(await canary.hits()).toBe(0)
})
