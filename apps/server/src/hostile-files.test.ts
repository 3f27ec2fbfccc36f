import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { setUp } from '@frontdesk/contract/accounts'
import { type Client, createClient } from '@frontdesk/contract/client'
import { countDocuments, readDocument } from '@frontdesk/contract/knowledge'
import type { Database } from '@frontdesk/platform/database/port'
import { openTestDatabase } from '@frontdesk/testing/database'
import { hostileFiles } from '@frontdesk/testing/hostile-files'
import { type ServerUnderTest, serverUnderTest } from '@frontdesk/testing/server-under-test'
import { templatePath } from '@frontdesk/testing/template'
import { afterAll, beforeAll, expect, test } from 'vitest'

const isWhole = Boolean(process.env.FULL_LISTS)
const taken = hostileFiles.filter((_, index) => isWhole || index % 12 === 0)

let folder: string
let database: Database | undefined
let server: ServerUnderTest
let client: Client
let token: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-hostile-'))
  const dataDirectory = join(folder, 'data')
  database = process.env.DATABASE_URL ? await openTestDatabase() : undefined
  if (!database) await cp(join(await templatePath(), 'postgres'), join(dataDirectory, 'postgres'), { recursive: true })
  const databaseUrl = database?.owner.options.connectionString
  const nobody = { modelUrl: 'http://127.0.0.1:9', toolHost: '127.0.0.1:9' }
  server = await serverUnderTest({ folder, dataDirectory, databaseUrl, ...nobody }, { write: () => {} })
  await server.start()
  const olivia = { name: 'Olivia', email: 'olivia@example.com', password: 'a long enough password' }
  const body = { organizationName: 'Northwind Bikes', ...olivia }
  token = (await createClient({ baseUrl: server.baseUrl }).call(setUp, { body })).session.token
  client = createClient({ baseUrl: server.baseUrl, token })
}, 90_000)
afterAll(async () => {
  await server.end()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

const upload = async (name: string, content: Uint8Array) => {
  // Some take so long to make that the server has closed a connection meanwhile, which is to be noticed first.
  await pause(10)
  const body = new FormData()
  body.append('file', new File([new Uint8Array(content)], name))
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${server.baseUrl}/api/v2/knowledge/files`, { method: 'POST', headers, body })
  return { status: response.status, body: (await response.json()) as { id: string; detail: string } }
}
const processed = async () => {
  for (;;) {
    const { queued, processing } = await client.call(countDocuments, {})
    if (queued + processing === 0) return
    await pause(100)
  }
}
// The embedded database is in the same process, where a text of ten megabytes stands several times on its way.
const mostMegabytes = process.env.DATABASE_URL ? 100 : 400
const megabytes = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid()}/status`, 'utf8'))?.[1]) / 1024

test('there are 250 of them', () => expect(hostileFiles.length).toBeGreaterThanOrEqual(250))

test('every hostile file is refused with a sentence, fails with its reason, or is read as the text that it is', async () => {
  const read: [string, string][] = []
  for (const { what, name, content } of taken) {
    const { status, body } = await upload(name, content())
    expect([201, 400, 413, 415, 422], `${what}: ${JSON.stringify(body)}`).toContain(status)
    if (status === 201) read.push([what, body.id])
    else expect(body.detail, what).toMatch(/^[A-Z/].*\.$/s)
  }
  await processed()
  for (const [what, documentId] of read) {
    const { status, failure, text } = await client.call(readDocument, { parameters: { documentId } })
    expect(['ready', 'failed'], what).toContain(status)
    if (status === 'failed') expect(failure, what).toMatch(/^[A-Z].*\.$/s)
    else expect(text, what).not.toMatch(/root:|\0/)
  }
  for (const place of ['/tmp/frontdesk-was-here', 'frontdesk-was-here', '../frontdesk-was-here'])
    expect(existsSync(place)).toBe(false)
}, 1_200_000)

test.runIf(isWhole && process.platform === 'linux')(
  'none of them makes the server take memory',
  async () => {
    const before = megabytes()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, megabytes())
    }, 20)
    for (const { name, content } of taken) await upload(name, content())
    await processed()
    clearInterval(watch)
    expect(most - before, `${Math.round(before)} MB before, ${Math.round(most)} MB at most`).toBeLessThan(mostMegabytes)
  },
  1_200_000,
)
