import { catalog } from '@frontdesk/contract/catalog'
import type { Endpoint } from '@frontdesk/contract/endpoint'
import { type ConversationScope, conversationScopes } from '@frontdesk/contract/permissions'
import { keepDispatching } from '@frontdesk/modules/conversations/index'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type Colleague, colleague } from '@frontdesk/testing/colleague'
import { hear } from '@frontdesk/testing/hear'
import { waitingCall } from '@frontdesk/testing/waiting-call'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test, vi } from 'vitest'

const kinds = [
  'assigned to them',
  'begun by them',
  'their team’s',
  'nobody’s',
  'someone else’s',
  'taken part in',
] as const
type Kind = (typeof kinds)[number]

/** What each scope shows, written down a second time: whoever changes it has to mean it. */
const table: Record<ConversationScope, readonly Kind[]> = {
  all: kinds,
  team: ['assigned to them', 'begun by them', 'their team’s'],
  'own-and-unassigned': ['assigned to them', 'begun by them', 'nobody’s'],
  participating: ['assigned to them', 'begun by them', 'taken part in'],
}
const scopes = Object.keys(conversationScopes) as ConversationScope[]

type Talk = { kind: Kind; conversationId: string; turnId: string; toolCallId: string }
/** Who asks, with what scope of a role and of a key, and the six conversations seen from there. */
type Asker = { role: ConversationScope; scope: ConversationScope; key: string; person: Colleague; talks: Talk[] }

let here: World
let api: Api
let agentId: string
let askers: Asker[]
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  agentId = (await api.ask<{ id: string }>('POST /agents', { key: here.olivia.key, body: { name: 'Juniper' } })).id
  askers = []
  for (const role of scopes) {
    const person = await colleague(api, here, `Somebody who sees ${role}`, role)
    const talks = await talksOf(person)
    for (const scope of scopes) askers.push({ role, scope, person, talks, key: await person.keyWithin(scope) })
  }
  const stop = keepDispatching(here.platform)
  // Beyond the moment in which whoever was too late for a conversation is told who has it.
  here.platform.clock.advance(120_000)
  return stop
}, 120_000)

const asOlivia = <T>(route: string, body?: unknown) => api.ask<T>(route, { key: here.olivia.key, body })

const chat = (key: string, more: object = {}) =>
  api.call('POST /chat', { key, headers: { accept: 'application/json' }, body: { agentId, text: 'Hello', ...more } })

const assign = (conversationId: string, body: object) =>
  asOlivia(`PUT /conversations/${conversationId}/assignment`, body)

const talksOf = async ({ name, userId, key }: Colleague): Promise<Talk[]> => {
  const { id: teamId } = await asOlivia<{ id: string }>('POST /teams', { name: `Team of ${name}` })
  await asOlivia(`PUT /teams/${teamId}/members/${userId}`)
  const others = { assigneeId: here.olivia.userId }
  const arrange: Record<Kind, (id: string) => Promise<unknown>> = {
    'assigned to them': id => assign(id, { assigneeId: userId }),
    'begun by them': async () => {},
    'their team’s': id => assign(id, { ...others, teamId }),
    'nobody’s': async () => {},
    'someone else’s': id => assign(id, others),
    'taken part in': async id => {
      await assign(id, others)
      await asOlivia(`PUT /conversations/${id}/participants/${userId}`)
    },
  }
  const talks: Talk[] = []
  for (const kind of kinds) {
    const { body } = await chat(kind === 'begun by them' ? key : here.olivia.key)
    const { conversationId, turnId } = body as Talk
    const call = { conversationId, turnId, toolId: newId() }
    const toolCallId = await waitingCall(here.platform, here.organizationId, call)
    await arrange[kind](conversationId)
    talks.push({ kind, conversationId, turnId, toolCallId })
  }
  return talks
}

const isSeen = ({ role, scope }: Asker, kind: Kind) => table[role].includes(kind) && table[scope].includes(kind)

const idsSeen = (asker: Asker) =>
  asker.talks.filter(({ kind }) => isSeen(asker, kind)).map(({ conversationId }) => conversationId)

/** Takes back that somebody has a conversation, or has written in it. */
const takeBack = async ({ person }: Asker, { kind, conversationId }: Talk) => {
  if (kind === 'nobody’s' || kind === 'begun by them') await assign(conversationId, { assigneeId: null })
  if (kind !== 'assigned to them' && kind !== 'taken part in')
    await api.call(`DELETE /conversations/${conversationId}/participants/${person.userId}`, { key: here.olivia.key })
}

type Sent = { body?: (talk: Talk) => object; afterwards?: typeof takeBack }

/** Every endpoint that is about one conversation; what is sent changes nothing that the table speaks of. */
const ofOne: Record<string, Sent> = {
  readConversation: {},
  renameConversation: { body: () => ({ title: 'Hello' }) },
  listMessages: {},
  assignConversation: { body: () => ({}) },
  claimConversation: { afterwards: takeBack },
  handOverConversation: { body: () => ({ reason: 'A discount' }) },
  takeOverConversation: { afterwards: takeBack },
  handBackConversation: {},
  replyToConversation: { body: () => ({ text: 'Hello' }), afterwards: takeBack },
  listParticipants: {},
  addParticipant: {},
  removeParticipant: {},
  chat: { body: ({ conversationId }) => ({ agentId, conversationId, text: 'Hello' }), afterwards: takeBack },
  readTurn: {},
  streamTurn: {},
  cancelTurn: {},
  approveToolCall: {},
  rejectToolCall: { body: () => ({ reason: 'Too late' }) },
}
const ofMany = ['listConversations', 'countConversations', 'streamEvents', 'listToolCalls']

const touching = catalog.filter(({ tag }) =>
  ['Conversations', 'Assignment', 'Hand-over', 'Chat', 'Events', 'Tool calls'].includes(tag),
)

test('every endpoint that touches conversations is tried below', () => {
  expect([...Object.keys(ofOne), ...ofMany].toSorted()).toEqual(touching.map(({ name }) => name).toSorted())
})

const about = async ({ key }: Asker, { method, path }: Endpoint, talk: Talk, body: object | undefined) => {
  const ids: Record<string, string> = { ...talk, userId: newId() }
  const route = `${method} ${path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? '')}`
  const response = await api.send(route, { key, headers: { accept: 'application/json' }, body })
  if (response.headers.get('content-type') === 'text/event-stream') {
    await response.body?.cancel()
    return 'a stream'
  }
  return JSON.stringify({ ...((await response.json()) as object), requestId: '' })
}

test.each(touching.filter(({ name }) => ofOne[name]))(
  '$name answers for a conversation out of sight as for one that does not exist',
  async ({ name, endpoint }) => {
    const nowhere: Talk = { kind: 'someone else’s', conversationId: newId(), turnId: newId(), toolCallId: newId() }
    const sent = ofOne[name] ?? {}
    for (const asker of askers) {
      const unknown = await about(asker, endpoint, nowhere, sent.body?.(nowhere))
      for (const talk of asker.talks) {
        const answer = await about(asker, endpoint, talk, sent.body?.(talk))
        const sees = answer !== unknown
        expect(sees, `${asker.role}, key ${asker.scope}: ${talk.kind}`).toBe(isSeen(asker, talk.kind))
        if (sees) await sent.afterwards?.(asker, talk)
      }
    }
  },
)

test('of calls those are listed whose conversation is seen', async () => {
  for (const asker of askers) {
    const { items } = await api.ask<List>('GET /tool-calls?limit=100', { key: asker.key })
    const ids = new Set(items.map(({ id }) => id))
    const seen = asker.talks.filter(({ toolCallId }) => ids.has(toolCallId)).map(({ conversationId }) => conversationId)
    expect(seen.toSorted(), `${asker.role}, key ${asker.scope}`).toEqual(idsSeen(asker).toSorted())
  }
})

type List = { items: { id: string; assigneeId: string | null; teamId: string | null }[] }

test('lists hold what is seen and nothing else, in every view, and the counts are theirs', async () => {
  for (const asker of askers) {
    const { key, person, talks } = asker
    const list = (view: string) => api.ask<List>(`GET /conversations?limit=100&view=${view}`, { key })
    const all = (await list('all')).items
    const others = new Set(
      askers.filter(each => each.person !== person).flatMap(each => each.talks.map(talk => talk.conversationId)),
    )
    const mine = all.filter(({ id }) => !others.has(id)).map(({ id }) => id)
    expect(mine.toSorted(), `${asker.role}, key ${asker.scope}`).toEqual(idsSeen(asker).toSorted())
    const teamId = all.find(({ id }) => id === talks[2]?.conversationId)?.teamId
    const inView = {
      mine: all.filter(({ assigneeId }) => assigneeId === person.userId),
      unassigned: all.filter(({ assigneeId }) => assigneeId === null),
      team: all.filter(each => each.teamId !== null && each.teamId === teamId),
    }
    for (const [view, items] of Object.entries(inView)) expect((await list(view)).items, view).toEqual(items)
    for (const [view, items] of Object.entries({ ...inView, all })) {
      const found = (await list(`${view}&search=hel`)).items
      expect(found, `searching ${view}`).toEqual(items.map(item => ({ ...item, match: expect.anything() })))
    }
    const counted = Object.fromEntries(Object.entries(inView).map(([view, items]) => [view, items.length]))
    expect(await api.ask('GET /conversations/counts', { key })).toEqual({ ...counted, all: all.length })
    expect(await api.ask('GET /conversations/counts?status=resolved', { key })).toEqual({
      mine: 0,
      unassigned: 0,
      team: 0,
      all: 0,
    })
  }
})

test('of what happens everybody hears what they see, and nothing else', async () => {
  const heard = await Promise.all(askers.map(({ key }) => hear(api, key)))
  for (const { conversationId } of askers.flatMap(({ scope, talks }) => (scope === 'all' ? talks : [])))
    await chat(here.olivia.key, { conversationId })
  const expectAll = () => {
    for (const [index, asker] of askers.entries()) {
      const ofTheirs = asker.talks.filter(({ conversationId }) => heard[index]?.conversations().has(conversationId))
      const ids = ofTheirs.map(({ conversationId }) => conversationId)
      expect(ids, `${asker.role}, key ${asker.scope}`).toEqual(idsSeen(asker))
    }
  }
  await vi.waitFor(expectAll, 15_000)
  await new Promise(later => setTimeout(later, 500))
  expectAll()
})

test('whoever takes part in very many conversations is shown all of them, as is whoever takes part in few', async () => {
  const asker = askers.find(({ role, scope }) => role === 'participating' && scope === 'all')
  if (!asker) throw new Error('Nobody sees what they take part in')
  const { all } = await api.ask<{ all: number }>('GET /conversations/counts', { key: asker.key })
  const crowd = `INSERT INTO conversations (organization_id, id, agent_id, title, created_by, last_activity_at, created_at, assignee_id)
    SELECT '${here.organizationId}', gen_random_uuid(), '${agentId}', 'Hello', 'x', now(), now(), '${here.olivia.userId}'
    FROM generate_series(1, 600) RETURNING organization_id, id`
  await here.platform.database.owner.query(
    `WITH crowd AS (${crowd}) INSERT INTO conversation_participants (organization_id, conversation_id, user_id, since)
    SELECT organization_id, id, '${asker.person.userId}', now() FROM crowd`,
  )
  expect(await api.ask('GET /conversations/counts', { key: asker.key })).toMatchObject({ all: all + 600 })
  const { items } = await api.ask<List>('GET /conversations?limit=100&view=all', { key: asker.key })
  expect(items).toHaveLength(100)
  const stranger = await colleague(api, here, 'Somebody new', 'participating')
  expect(await api.ask('GET /conversations', { key: stranger.key })).toEqual({ items: [], next: null })
})
