import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Agent } from '@frontdesk/contract/agents'
import type { Tool } from '@frontdesk/contract/tools'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { listen } from '@frontdesk/testing/chat-desk'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'
import { readFiles } from './directory.ts'

let here: World
let api: Api
let url: string
let directory: string
beforeEach(async () => {
  here = await world()
  api = apiOf(here.platform)
  url = await listen(api)
  directory = await mkdtemp(join(tmpdir(), 'frontdesk-agents-'))
  return () => rm(directory, { recursive: true })
})

type Person = 'olivia' | 'rita'
const ask = <T>(route: string, body?: unknown, who: Person = 'olivia') =>
  api.ask<T>(route, { key: here[who].key, ...(body === undefined ? {} : { body }) })

const script = new URL('../agents.ts', import.meta.url).pathname
const run = (command: string, who: Person = 'olivia') =>
  new Promise<{ code: number; said: string }>(done => {
    const args = [script, command, '--dir', directory, '--url', url]
    const env = { ...process.env, FRONTDESK_API_KEY: here[who].key }
    const child = execFile(process.execPath, args, { env }, (_, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, said: stdout + stderr }),
    )
  })
const fileAt = (path: string) => join(directory, path)
const textAt = (path: string) => readFile(fileAt(path), 'utf8')

const strange = 'Be kind: "yes".\r\n\n# Not a comment\n  - 1\n\n'

const furnish = async () => {
  const tool = await ask<Tool>('POST /tools', {
    kind: 'http',
    name: 'Look up order',
    description: 'Finds an order: by its number',
    parameters: { type: 'object', properties: { z: { type: 'number', default: 1.5 }, a: { const: 'no' } } },
    request: { url: 'https://northwind.example/{a}', headers: { Authorization: 'Bearer s3cret' } },
    effect: 'read',
  })
  const sanna = await ask<Agent>('POST /agents', {
    name: 'Sanna & Söhne',
    instructions: strange,
    personality: '',
    greeting: 'Hello:\nwhat is it?',
    temperature: 0.25,
    model: '4',
    burstMs: 1_500,
    reasoningEffort: 'low',
  })
  await ask(`PUT /agents/${sanna.id}/tools`, { toolIds: [tool.id] })
  const team = await ask<{ id: string }>('POST /teams', { name: 'Workshop' })
  const rule = { name: 'Lawyers', when: { kind: 'says', phrases: ['lawyer'] }, teamId: team.id }
  await ask(`PATCH /agents/${sanna.id}`, { handOver: { teamId: team.id, rules: [rule] }, builtInTools: ['resolve'] })
  await ask('POST /agents', { name: '店員' })
  return { sanna, tool }
}

test('what is pulled, pushed and pulled again is the same to the byte, and nothing was changed on the way', async () => {
  const { sanna, tool } = await furnish()
  expect(await run('pull')).toMatchObject({ code: 0 })
  const before = await readFiles(directory)
  expect([...before.keys()]).toEqual([
    'agents/sanna-söhne/agent.yaml',
    'agents/sanna-söhne/instructions.md',
    'agents/sanna-söhne/personality.md',
    'agents/店員/agent.yaml',
    'agents/店員/instructions.md',
    'agents/店員/personality.md',
    'tools/look-up-order.yaml',
  ])
  expect(await run('diff')).toEqual({ code: 0, said: '' })
  expect(await run('push')).toEqual({ code: 0, said: '' })
  await run('pull')
  expect(await readFiles(directory)).toEqual(before)
  expect(await ask<Agent>(`GET /agents/${sanna.id}`)).toMatchObject({ version: 3, instructions: strange })
  expect(await ask<Tool>(`GET /tools/${tool.id}`)).toMatchObject({ version: 1 })
})

test('no secret is in a file: of headers only the names are', async () => {
  await furnish()
  await run('pull')
  const texts = [...(await readFiles(directory)).values()].join()
  expect(texts).toContain('- Authorization')
  expect(texts).not.toContain('s3cret')
})

test('what is changed in files is shown by diff and becomes the draft by push; secrets stay', async () => {
  const { sanna, tool } = await furnish()
  await run('pull')
  await writeFile(fileAt('agents/sanna-söhne/instructions.md'), 'Be brief.\n')
  const yaml = await textAt('tools/look-up-order.yaml')
  await writeFile(fileAt('tools/look-up-order.yaml'), yaml.replace('effect: read', 'effect: once'))
  const { code, said } = await run('diff')
  expect(code).toBe(1)
  expect(said).toContain('agents/sanna-söhne/instructions.md\n')
  expect(said).toContain('+ Be brief.')
  expect(said).toContain('- effect: read\n+ effect: once')
  expect(await run('push')).toEqual({
    code: 0,
    said: 'Changed the tool “Look up order”\nChanged the draft of “Sanna & Söhne”\n',
  })
  expect(await run('diff')).toEqual({ code: 0, said: '' })
  expect(await ask<Agent>(`GET /agents/${sanna.id}`)).toMatchObject({ instructions: 'Be brief.', live: [] })
  expect(await ask<Tool>(`GET /tools/${tool.id}`)).toMatchObject({
    effect: 'once',
    request: { headers: { Authorization: '•••' } },
  })
})

test('an agent is renamed in its file, and made where there is none', async () => {
  const { sanna } = await furnish()
  await run('pull')
  const yaml = await textAt('agents/sanna-söhne/agent.yaml')
  await writeFile(fileAt('agents/sanna-söhne/agent.yaml'), yaml.replace('Sanna & Söhne', 'Tove'))
  await run('push')
  expect(await ask<Agent>(`GET /agents/${sanna.id}`)).toMatchObject({ name: 'Tove' })

  const alone = await run('push', 'rita')
  expect(alone.said).toContain('The server has no team “Workshop”.')
  await ask('POST /teams', { name: 'Workshop' }, 'rita')
  await ask(
    `DELETE /tools/${(await ask<{ items: Tool[] }>('GET /tools', undefined, 'rita')).items[0]?.id}`,
    undefined,
    'rita',
  )
  const { code, said } = await run('push', 'rita')
  expect(code).toBe(0)
  expect(said).toContain('What it sends as Authorization is in no file')
  const { items } = await ask<{ items: Agent[] }>('GET /agents', undefined, 'rita')
  expect(items.map(({ name }) => name).toSorted()).toEqual(['Tove', '店員'])
  const tools = await ask<{ items: Tool[] }>(`GET /agents/${items[0]?.id}/tools`, undefined, 'rita')
  expect(tools.items).toMatchObject([{ name: 'Look up order' }])
})

test('pulling takes away the files of an agent that is gone, and none that are not ours', async () => {
  const { sanna } = await furnish()
  await run('pull')
  await writeFile(fileAt('README.md'), 'Ours')
  await ask(`DELETE /agents/${sanna.id}`)
  await run('pull')
  expect([...(await readFiles(directory)).keys()].filter(path => path.includes('sanna'))).toEqual([])
  expect(await textAt('README.md')).toBe('Ours')
})

test('a file that is not as it should be is named, and nothing is changed', async () => {
  await furnish()
  await run('pull')
  await writeFile(fileAt('agents/店員/agent.yaml'), 'name: [')
  const broken = await run('push')
  expect(broken.code).toBe(2)
  expect(broken.said).toContain('agents/店員/agent.yaml')
})
