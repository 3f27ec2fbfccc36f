import type { ConversationScope } from '@frontdesk/contract/permissions'
import type { Role } from '@frontdesk/contract/roles'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { type Colleague, colleague } from '@frontdesk/testing/colleague'
import { hear } from '@frontdesk/testing/hear'
import { allEvents, readerOf, sentEvents } from '@frontdesk/testing/sent-events'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
beforeAll(async () => {
  desk = await chatDesk()
})

const asOlivia = <T>(route: string, body?: unknown) => desk.api.ask<T>(route, { key: desk.world.olivia.key, body })
const soon = () => new Promise<'late'>(late => setTimeout(() => late('late'), 1_000))
const setScope = ({ roleId }: Colleague, conversationScope: ConversationScope) =>
  asOlivia(`PATCH /roles/${roleId}`, { conversationScope })

let people = 0
const hire = (scope: ConversationScope) => colleague(desk.api, desk.world, `Person ${++people}`, scope)

/** A long answer that somebody reads along, in a conversation that this is done to first. */
const reading = async ({ key }: Colleague, arrange: (conversationId: string) => Promise<unknown>) => {
  const response = await desk.say('Tell me about returns {{tokens=150 delay=40}}')
  const id = (name: string) => String(response.headers.get(`x-${name}-id`))
  await arrange(id('conversation'))
  const stream = await desk.api.send(`GET /turns/${id('turn')}/stream`, { key })
  expect(stream.status).toBe(200)
  const events = sentEvents(stream)
  await events.next()
  const ended = (async () => {
    let whole = ''
    for await (const { data } of events) whole = data
    return whole === '[DONE]' ? 'read to the end' : 'cut off'
  })()
  return { conversationId: id('conversation'), turnId: id('turn'), ended, all: allEvents(response) }
}

type Loss = (person: Colleague, conversationId: string, teamId: string) => Promise<unknown>
const assignTo = (conversationId: string, assigneeId: string | null) =>
  asOlivia(`PUT /conversations/${conversationId}/assignment`, { assigneeId })

const losses: [string, ConversationScope, Loss][] = [
  ['another is assigned', 'own-and-unassigned', (_, id) => assignTo(id, desk.world.sam.userId)],
  ['they leave the team', 'team', ({ userId }, _, team) => asOlivia(`DELETE /teams/${team}/members/${userId}`)],
  ['the team is deleted', 'team', (_, __, team) => asOlivia(`DELETE /teams/${team}`)],
  ['their role sees less', 'team', person => setScope(person, 'own-and-unassigned')],
  ['their role sees less than all', 'all', person => setScope(person, 'participating')],
  ['they are removed', 'team', ({ userId }) => asOlivia(`DELETE /members/${userId}`)],
]

test.each(losses)('when %s, whoever reads an answer along reads no further within a second', async (_, scope, lose) => {
  const person = await hire(scope)
  const { id: teamId } = await asOlivia<{ id: string }>('POST /teams', { name: `Team of ${person.name}` })
  await asOlivia(`PUT /teams/${teamId}/members/${person.userId}`)
  const assigneeId = scope === 'team' ? desk.world.olivia.userId : null
  const { conversationId, turnId, ended, all } = await reading(person, id =>
    asOlivia(`PUT /conversations/${id}/assignment`, { assigneeId, teamId }),
  )
  await lose(person, conversationId, teamId)
  expect(await Promise.race([ended, soon()])).toBe('cut off')
  const { status } = await desk.api.send(`GET /turns/${turnId}/stream`, { key: person.key })
  expect([401, 404]).toContain(status)
  await asOlivia(`POST /turns/${turnId}/cancel`)
  expect(readerOf(await all).metadata).toMatchObject({ status: 'cancelled' })
})

test('whoever still sees it reads on, whatever happens to others and to other conversations', async () => {
  const person = await hire('own-and-unassigned')
  const other = await hire('team')
  const { conversationId, turnId, ended } = await reading(person, async () => {})
  await setScope(other, 'participating')
  await assignTo(conversationId, person.userId)
  expect(await Promise.race([ended, soon()])).toBe('late')
  await asOlivia(`POST /turns/${turnId}/cancel`)
  expect(await ended).toBe('read to the end')
})

test('a stream of events ends when its listener sees other conversations, more or fewer', async () => {
  const person = await hire('team')
  for (const scope of ['all', 'participating', 'own-and-unassigned'] as const) {
    const { ended } = await hear(desk.api, person.key)
    await setScope(person, scope)
    expect(await Promise.race([ended.then(() => 'ended'), soon()])).toBe('ended')
  }
})

/** Somebody who looks after people, and sees less than all. */
const manager = async (conversationScope: ConversationScope) => {
  const made = await hire(conversationScope)
  const permissions = ['people.read', 'people.manage', 'api-keys.manage', 'conversations.read', 'conversations.reply']
  await asOlivia(`PATCH /roles/${made.roleId}`, { permissions })
  return made
}

test('nobody gives or takes the sight of conversations that they do not see themselves', async () => {
  const mo = await manager('team')
  const { aron, vera } = desk.world
  const refused = async (route: string, body?: object) =>
    expect(await desk.api.call(route, { key: mo.key, body }), route).toMatchObject({ status: 403 })
  const wider = { name: 'Wider', permissions: [] }
  await refused('POST /roles', wider)
  for (const conversationScope of ['all', 'participating', 'own-and-unassigned'])
    await refused('POST /roles', { ...wider, conversationScope })
  await refused(`PATCH /roles/${mo.roleId}`, { conversationScope: 'all' })
  await refused(`PATCH /members/${mo.userId}`, { roleId: 'viewer' })
  await refused(`PATCH /members/${vera.userId}`, { roleId: mo.roleId })
  await refused(`DELETE /members/${vera.userId}`)
  await refused('POST /invitations', { email: 'mos.friend@example.com', roleId: 'viewer' })
  const own = await asOlivia<{ id: string }>('POST /teams', { name: 'Mo’s team' })
  const foreign = await asOlivia<{ id: string }>('POST /teams', { name: 'Not Mo’s team' })
  await asOlivia(`PUT /teams/${own.id}/members/${mo.userId}`)
  await refused(`PUT /teams/${foreign.id}/members/${mo.userId}`)
  await desk.api.ask(`PUT /teams/${own.id}/members/${aron.userId}`, { key: mo.key })
  const body = { name: 'The same', permissions: ['conversations.read'], conversationScope: 'team' }
  expect(await desk.api.ask<Role>('POST /roles', { key: mo.key, body })).toMatchObject({ conversationScope: 'team' })
})

test('a key passes its narrower scope on to every key that it makes', async () => {
  const mo = await manager('all')
  const make = (key: string, conversationScope?: ConversationScope) =>
    desk.api.call('POST /api-keys', { key, body: { name: 'Made', ...(conversationScope && { conversationScope }) } })
  const narrow = await mo.keyWithin('participating')
  expect(await make(narrow)).toMatchObject({ status: 201, body: { conversationScope: 'participating' } })
  for (const scope of ['all', 'team', 'own-and-unassigned'] as const)
    expect(await make(narrow, scope)).toMatchObject({ status: 403 })
  expect(await make(mo.key, 'team')).toMatchObject({ status: 201, body: { conversationScope: 'team' } })
  expect(await desk.api.ask('GET /session', { key: narrow })).toMatchObject({
    conversationScopes: ['all', 'participating'],
  })
})

test('a scope that this release does not know shows the least there is', async () => {
  const person = await hire('all')
  const text = `UPDATE custom_roles SET conversation_scope = 'something newer' WHERE id = '${person.roleId}'`
  await desk.world.platform.database.owner.query(text)
  desk.world.platform.clock.advance(2_000)
  expect(await desk.api.ask('GET /session', { key: person.key })).toMatchObject({
    conversationScopes: ['participating', 'all'],
  })
  expect(await desk.api.ask('GET /conversations', { key: person.key })).toEqual({ items: [], next: null })
})
