import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type ChatDesk, chatDesk, listen } from '@frontdesk/testing/chat-desk'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

let desk: ChatDesk
let url: string
let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'frontdesk-inspector-'))
  desk = await chatDesk()
  url = `${(await listen({ ...desk.api, app: withOliviasKey() })).replace('127.0.0.1', 'localhost')}/api/mcp`
  // Where a browser of ours would be: only its pages may come without being named by a key.
  Object.assign(desk.world.platform.config, { url: new URL(url).origin })
})

afterAll(() => rm(home, { recursive: true }))

/** The conformance suite cannot send a key, so it is added on the way. */
const withOliviasKey = () =>
  new Hono().all('*', async ({ req }) => {
    const headers = { ...req.header(), authorization: `Bearer ${desk.world.olivia.key}` }
    const body = req.method === 'POST' ? { body: await req.text() } : {}
    return desk.api.app.fetch(new Request(req.url, { method: req.method, headers, ...body }))
  })

const run = promisify(execFile)

// Two hundred megabytes that nobody needs who only runs the product, so they are fetched for the full lists alone.
vi.setConfig({ testTimeout: 180_000 })
const official = test.runIf(process.env.FULL_LISTS)
const fetched = (program: string, words: string[], env = process.env) =>
  run('npx', ['--yes', `@modelcontextprotocol/${program}`, ...words], { env, maxBuffer: 64 * 1024 * 1024 })

// The others call tools, resources and prompts of the suite's own making, which no server but an example has.
official.each([
  ['server-initialize', 1],
  ['ping', 1],
  ['tools-list', 1],
  ['dns-rebinding-protection', 2],
])('the official conformance suite finds %s as it should be', async (scenario, passed) => {
  const { stdout } = await fetched('conformance@0.1.16', ['server', '--url', url, '--scenario', scenario])
  expect(stdout).toMatch(new RegExp(`Passed: ${passed}/${passed}, 0 failed`))
})

const inspect = async (...given: string[]): Promise<unknown> => {
  // It keeps a catalogue where its user is at home.
  const env = { ...process.env, HOME: home }
  const { stdout } = await fetched('inspector@2.12.0', ['--cli', url, '--transport', 'http', ...given], env)
  return JSON.parse(stdout)
}

official('the official inspector lists the tools, with schemas that every client understands', async () => {
  const { tools } = (await inspect('--method', 'tools/list', '--strict')) as { tools: { name: string }[] }
  expect(tools.map(({ name }) => name)).toContain('ask_agent')
})

official('the official inspector asks an agent, and goes on', async () => {
  const ask = (message: string, ...more: string[]) => {
    const given = [`agentId=${desk.agentId}`, `message=${message}`, ...more].flatMap(each => ['--tool-arg', each])
    return inspect('--method', 'tools/call', '--tool-name', 'ask_agent', ...given)
  }
  const first = (await ask('How long does a refund take?')) as { structuredContent: { conversationId: string } }
  expect(first).toMatchObject({ structuredContent: { text: expect.stringContaining('[1]') } })
  const { conversationId } = first.structuredContent
  const second = await ask('And shipping?', `conversationId=${conversationId}`)
  expect(second).toMatchObject({ structuredContent: { conversationId } })
})
