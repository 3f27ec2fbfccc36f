import type { Agent } from '@frontdesk/contract/agents'
import type { ChatAnswer, TurnTrace } from '@frontdesk/contract/chat'
import type { AgentDiff, AgentVersion, WholeAgentVersion } from '@frontdesk/contract/versions'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { beforeEach, expect, test } from 'vitest'

let desk: ChatDesk
let path: string
beforeEach(async () => {
  desk = await chatDesk()
  path = `/agents/${desk.agentId}`
})

const by = (who: 'olivia' | 'bea' | 'sam') => desk.world[who].key
const ask = <T>(route: string, body?: unknown, who: 'olivia' | 'bea' = 'olivia') =>
  desk.api.ask<T>(route, { key: by(who), ...(body === undefined ? {} : { body }) })
const change = (body: object) => ask<Agent>(`PATCH ${path}`, body)
const publish = (body: object = {}) => ask<AgentVersion>(`POST ${path}/publish`, body)
const publishSaying = async (instructions: string) => {
  await change({ instructions })
  return publish()
}
const rollBack = (body: object = {}) => ask<Agent>(`POST ${path}/rollback`, body)

/** Says something; what the model was told to be, and the trace of the answer. */
const says = async (text: string, more: object = {}) => {
  const said = await desk.sayForJson(text, more)
  expect(said.status, JSON.stringify(said.body)).toBe(200)
  const { turnId, conversationId } = said.body as ChatAnswer
  const prompt = String(desk.fake.calls.at(-1)?.body.messages?.[0]?.content)
  return { conversationId, prompt, trace: await desk.read<TurnTrace>(`/turns/${turnId}`) }
}

test('until an agent is published its draft answers; from then on the live version does, and the trace names it', async () => {
  await change({ instructions: 'Be a parrot.' })
  const first = await says('Hello')
  expect(first.prompt).toContain('Be a parrot.')
  expect(first.trace.publishedVersion).toBeNull()

  const version = await publish({ note: 'The parrot' })
  expect(version).toMatchObject({ number: 1, note: 'The parrot', model: 'fake', knowledge: { documents: 1 } })
  expect(version.hash).toMatch(/^[0-9a-f]{64}$/)
  await change({ instructions: 'Be a cat.' })
  const second = await says('Hello')
  expect(second.prompt).toContain('Be a parrot.')
  expect(second.trace.publishedVersion).toEqual({ number: 1, hash: version.hash })
  expect(await ask<Agent>(`GET ${path}`)).toMatchObject({
    instructions: 'Be a cat.',
    live: [{ number: 1, share: 100 }],
  })
})

test('whoever builds agents tries the draft or any version; whoever does not may not', async () => {
  await publishSaying('Be a parrot.')
  await publishSaying('Be a cat.')
  await change({ instructions: 'Be a dog.' })
  expect((await says('Hello', { version: 1 })).prompt).toContain('Be a parrot.')
  const { prompt, trace, conversationId } = await says('Hello', { version: 'draft' })
  expect(prompt).toContain('Be a dog.')
  expect(trace.publishedVersion).toBeNull()
  expect((await says('And now?', { conversationId })).prompt).toContain('Be a cat.')
  expect(await desk.sayForJson('Hello', { version: 9 })).toMatchObject({ status: 404 })
  const sams = { key: by('sam'), body: { agentId: desk.agentId, text: 'Hello', version: 'draft' } }
  expect(await desk.api.call('POST /chat', sams)).toMatchObject({ status: 403 })
})

test('publishing a draft that has not changed makes no version, and neither does going back to an earlier one', async () => {
  const first = await publishSaying('Be a parrot.')
  expect(await publish({ note: 'Again' })).toEqual(first)
  await publishSaying('Be a cat.')
  await change({ instructions: 'Be a parrot.' })
  expect(await publish()).toEqual(first)
  expect(await ask<Agent>(`GET ${path}`)).toMatchObject({ live: [{ number: 1, share: 100 }] })
  const { items } = await ask<{ items: AgentVersion[] }>(`GET ${path}/versions`)
  expect(items.map(({ number }) => number)).toEqual([2, 1])
})

test('the knowledge is part of a version: with another article the same words are another version', async () => {
  const first = await publish()
  await ask('POST /knowledge/documents', { externalId: 'more', title: 'More', text: 'There is more.' })
  const second = await publish()
  expect(second).toMatchObject({ number: 2, knowledge: { documents: 2 } })
  expect(second.hash).not.toBe(first.hash)
})

test('a draft that somebody else changed in between is neither changed nor published', async () => {
  const { version } = await ask<Agent>(`GET ${path}`)
  await change({ expectedVersion: version, personality: 'Kind' })
  const stale = { key: by('bea'), body: { expectedVersion: version, personality: 'Strict' } }
  expect(await desk.api.call(`PATCH ${path}`, stale)).toMatchObject({
    status: 409,
    body: { code: 'conflict', detail: expect.stringContaining(`version ${version + 1}`) },
  })
  const publication = { key: by('bea'), body: { expectedVersion: version } }
  expect(await desk.api.call(`POST ${path}/publish`, publication)).toMatchObject({ status: 409 })
  await ask(`PUT ${path}/tools`, { toolIds: [desk.toolId] })
  expect(await ask<Agent>(`GET ${path}`)).toMatchObject({ personality: 'Kind', version: version + 2, live: [] })
})

test('what is published at the same moment becomes one version each, numbered without a gap', async () => {
  await change({ instructions: 'Be a parrot.' })
  const same = await Promise.all(Array.from({ length: 8 }, () => publish()))
  expect(new Set(same.map(({ number }) => number))).toEqual(new Set([1]))
  const different = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      await change({ personality: `Mood ${index}` })
      return publish()
    }),
  )
  const { items } = await ask<{ items: AgentVersion[] }>(`GET ${path}/versions`)
  expect(items.map(({ number }) => number)).toEqual(items.map((_, index) => items.length - index))
  expect(new Set(items.map(({ hash }) => hash)).size).toBe(items.length)
  for (const { number, hash } of different) expect(items.find(item => item.number === number)?.hash).toBe(hash)
})

test('a published version cannot be changed, by the application or by the owner of the database', async () => {
  await publish()
  const text = `UPDATE agent_versions SET note = 'Better' WHERE organization_id = $1`
  const values = [desk.world.organizationId]
  await expect(desk.world.olivia.ctx.sql([{ text, values }])).rejects.toThrow(/permission denied/)
  await expect(desk.world.platform.database.owner.query(text, values)).rejects.toThrow(/stays as it is/)
})

test('a conversation keeps its version until it is resolved; rolling back takes effect on the next one at once', async () => {
  await publishSaying('Be a parrot.')
  await publishSaying('Be a cat.')
  const { conversationId } = await says('Hello')
  expect(await rollBack()).toMatchObject({ live: [{ number: 1, share: 100 }] })
  expect((await says('Hello')).prompt).toContain('Be a parrot.')
  expect((await says('Still there?', { conversationId })).prompt).toContain('Be a cat.')
  await desk.world.platform.database.owner.query(`UPDATE conversations SET status = 'resolved' WHERE id = $1`, [
    conversationId,
  ])
  expect((await says('Me again', { conversationId })).prompt).toContain('Be a parrot.')
  expect(await desk.api.call(`POST ${path}/rollback`, { key: by('olivia'), body: {} })).toMatchObject({ status: 409 })
  expect(await rollBack({ version: 2 })).toMatchObject({ live: [{ number: 2, share: 100 }] })
})

test('a restored draft equals the version that it came from', async () => {
  await ask(`PUT ${path}/tools`, { toolIds: [desk.toolId] })
  await change({ instructions: 'Be a parrot.', greeting: 'Squawk', temperature: 0.3, knowledgeOnly: false })
  const { number } = await publish()
  await ask(`PUT ${path}/tools`, { toolIds: [] })
  await change({ instructions: 'Be a cat.', greeting: '', temperature: null, knowledgeOnly: true })
  expect((await ask<AgentDiff>(`GET ${path}/diff`)).sections.map(({ section }) => section)).toEqual([
    'instructions',
    'greeting',
    'knowledge',
    'model',
    'tools',
    'tools',
  ])
  expect(await ask(`POST ${path}/versions/${number}/restore`)).toMatchObject({
    agent: { instructions: 'Be a parrot.', temperature: 0.3 },
    missingTools: [],
    missingConnection: false,
  })
  expect(await ask(`GET ${path}/diff?from=draft&to=${number}`)).toEqual({ from: 'draft', to: number, sections: [] })
  expect(await publish()).toMatchObject({ number })
})

test('what is gone since is left out of a restored draft, and named', async () => {
  await ask(`PUT ${path}/tools`, { toolIds: [desk.toolId] })
  await change({ modelConnectionId: desk.modelConnectionId })
  await publish()
  await change({ modelConnectionId: null })
  const deleting = `DELETE /model-connections/${desk.modelConnectionId}`
  expect(await desk.api.call(deleting, { key: by('olivia') })).toMatchObject({ status: 409 })
  await publish()
  await ask(deleting)
  await ask(`DELETE /tools/${desk.toolId}`)
  expect(await ask(`POST ${path}/versions/1/restore`)).toMatchObject({
    agent: { modelConnectionId: null },
    missingTools: ['Refund'],
    missingConnection: true,
  })
})

test('a diff reads line by line', async () => {
  await change({ instructions: 'Be kind.\nAnswer shortly.\nNever promise a date.' })
  await publish()
  await change({ instructions: 'Be kind.\nAnswer at length.\nNever promise a date.' })
  const { from, to, sections } = await ask<AgentDiff>(`GET ${path}/diff`)
  expect({ from, to }).toEqual({ from: 1, to: 'draft' })
  expect(sections).toEqual([
    {
      section: 'instructions',
      subject: null,
      lines: [
        { change: 'same', text: 'Be kind.' },
        { change: 'removed', text: 'Answer shortly.' },
        { change: 'added', text: 'Answer at length.' },
        { change: 'same', text: 'Never promise a date.' },
      ],
    },
  ])
})

test('a version is read whole, without a secret of its tools', async () => {
  const request = { method: 'GET', url: 'https://northwind.example/{id}', headers: { 'X-Key': 'shh' } }
  const tool = await ask<{ id: string }>('POST /tools', { kind: 'http', name: 'Look up', request })
  await ask(`PUT ${path}/tools`, { toolIds: [tool.id] })
  await publish()
  const version = await ask<WholeAgentVersion>(`GET ${path}/versions/1`)
  expect(version).toMatchObject({
    configuration: { name: 'Juniper' },
    tools: [{ name: 'Look up', request: { headers: { 'X-Key': '•••' } } }],
  })
  for (const number of ['0', '2', '01', 'x', '9999999999'])
    expect(await desk.api.call(`GET ${path}/versions/${number}`, { key: by('olivia') })).toMatchObject({ status: 404 })
})
