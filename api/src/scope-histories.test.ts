import { type ConversationScope, conversationScopes } from '@frontdesk/contract/permissions'
import { keepDispatching } from '@frontdesk/modules/conversations/index'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type Colleague, colleague } from '@frontdesk/testing/colleague'
import { hear } from '@frontdesk/testing/hear'
import { type World, world } from '@frontdesk/testing/world'
import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'

let here: World
let api: Api
let agentId: string
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  return keepDispatching(here.platform)
})

const scopes = Object.keys(conversationScopes) as ConversationScope[]
const asOlivia = <T>(route: string, body?: unknown) => api.ask<T>(route, { key: here.olivia.key, body })

type Person = Colleague & { scope: ConversationScope; ears: Awaited<ReturnType<typeof hear>> }
type Team = { id: string | undefined; people: Set<Person> }
type Talk = {
  id: string
  begunBy: Person | undefined
  assignee: Person | undefined
  team: Team | undefined
  parts: Set<Person>
}
/** What ought to be so after everything that was done. */
type Desk = { people: Person[]; teams: Team[]; talks: Talk[] }

const sees = (person: Person, { begunBy, assignee, team, parts }: Talk): boolean =>
  assignee === person || begunBy === person || shows[person.scope](person, { assignee, team, parts })

const shows: Record<ConversationScope, (person: Person, talk: Pick<Talk, 'assignee' | 'team' | 'parts'>) => boolean> = {
  all: () => true,
  team: (person, { team }) => team?.people.has(person) === true,
  'own-and-unassigned': (_, { assignee }) => assignee === undefined,
  participating: (person, { parts }) => parts.has(person),
}

/** Each history has an organization of its own, so that the longest list of them fits on one page. */
const open = async (given: ConversationScope[]): Promise<Desk> => {
  here = await world(here.platform)
  agentId = (await asOlivia<{ id: string }>('POST /agents', { name: 'Juniper' })).id
  const people = await Promise.all(
    given.map(async (scope, number) => {
      const made = await colleague(api, here, `Person ${number}`, scope)
      return { ...made, scope, ears: await hear(api, made.key) }
    }),
  )
  const teams = await Promise.all(
    [1, 2].map(async number => {
      const { id } = await asOlivia<{ id: string }>('POST /teams', { name: `Team ${number}` })
      return { id, people: new Set<Person>() }
    }),
  )
  const talks = [await begin(undefined), await begin(undefined), await begin(people[0])]
  return { people, teams, talks }
}

const say = (key: string, more: object = {}) =>
  api.call('POST /chat', { key, headers: { accept: 'application/json' }, body: { agentId, text: 'Hello', ...more } })

const begin = async (begunBy: Person | undefined): Promise<Talk> => {
  const { body } = await say(begunBy?.key ?? here.olivia.key)
  const { conversationId: id } = body as { conversationId: string }
  return { id, begunBy, assignee: undefined, team: undefined, parts: new Set() }
}

type Of = { person: Person; talk: Talk; team: Team; scope: ConversationScope }

/** What people do, each with what ought to follow. */
const deeds: Record<string, (of: Of) => Promise<void>> = {
  assign: async ({ person, talk }) => {
    await asOlivia(`PUT /conversations/${talk.id}/assignment`, { assigneeId: person.userId })
    talk.assignee = person
    talk.parts.add(person)
  },
  unassign: async ({ talk }) => {
    await asOlivia(`PUT /conversations/${talk.id}/assignment`, { assigneeId: null })
    talk.assignee = undefined
  },
  claim: async ({ person, talk }) => {
    const { status } = await api.call(`POST /conversations/${talk.id}/claim`, { key: person.key })
    const free = talk.assignee === undefined && sees(person, talk)
    expect(status === 200, `claim ${status}`).toBe(free || talk.assignee === person)
    if (!free) return
    talk.assignee = person
    talk.parts.add(person)
  },
  giveToTeam: async ({ talk, team }) => {
    await asOlivia(`PUT /conversations/${talk.id}/assignment`, { teamId: team.id ?? null })
    talk.team = team.id === undefined ? undefined : team
  },
  write: async ({ person, talk }) => {
    const { status } = await say(person.key, { conversationId: talk.id })
    expect(status).toBe(sees(person, talk) ? 200 : 404)
    if (status === 200 && talk.begunBy !== person) talk.parts.add(person)
  },
  add: async ({ person, talk }) => {
    await asOlivia(`PUT /conversations/${talk.id}/participants/${person.userId}`)
    talk.parts.add(person)
  },
  remove: async ({ person, talk }) => {
    const path = `/conversations/${talk.id}/participants/${person.userId}`
    const { status } = await api.call(`DELETE ${path}`, { key: here.olivia.key })
    expect(status).toBe(talk.assignee === person ? 409 : talk.parts.has(person) ? 204 : 404)
    if (status === 204) talk.parts.delete(person)
  },
  join: async ({ person, team }) => {
    if (team.id === undefined) return
    await asOlivia(`PUT /teams/${team.id}/members/${person.userId}`)
    team.people.add(person)
  },
  leave: async ({ person, team }) => {
    if (team.id === undefined || !team.people.delete(person)) return
    await asOlivia(`DELETE /teams/${team.id}/members/${person.userId}`)
  },
  disband: async ({ team }) => {
    if (team.id === undefined) return
    await asOlivia(`DELETE /teams/${team.id}`)
    team.id = undefined
    team.people.clear()
  },
  changeScope: async ({ person, scope }) => {
    await asOlivia(`PATCH /roles/${person.roleId}`, { conversationScope: scope })
    if (person.scope === scope) return
    person.scope = scope
    await person.ears.ended
    person.ears = await hear(api, person.key)
  },
}

type List = { items: { id: string; assigneeId: string | null }[] }

const expectAgreement = async ({ people, talks }: Desk) => {
  for (const person of people) {
    const { key, userId, name } = person
    const { items } = await api.ask<List>('GET /conversations', { key })
    const listed = items.map(({ id }) => id)
    const wanted = talks.filter(talk => sees(person, talk))
    expect(listed.toSorted(), name).toEqual(wanted.map(({ id }) => id).toSorted())
    const counts = await api.ask('GET /conversations/counts', { key })
    const mine = items.filter(({ assigneeId }) => assigneeId === userId).length
    const unassigned = items.filter(({ assigneeId }) => assigneeId === null).length
    expect(counts, name).toMatchObject({ all: items.length, mine, unassigned })
    for (const { id } of talks) {
      const { status } = await api.call(`GET /conversations/${id}`, { key })
      expect(status, name).toBe(listed.includes(id) ? 200 : 404)
    }
  }
}

const never = (): never => {
  throw new Error('Nobody')
}

/** Olivia writes in every conversation, and everybody hears of those that they see. */
const expectHearing = async ({ people, talks }: Desk) => {
  for (const { ears } of people) ears.events.length = 0
  for (const { id } of talks) await say(here.olivia.key, { conversationId: id })
  const expectAll = () => {
    for (const person of people) {
      const wanted = talks.filter(talk => sees(person, talk)).map(({ id }) => id)
      const heard = [...person.ears.conversations()].filter(id => talks.some(talk => talk.id === id))
      expect(heard.toSorted(), person.name).toEqual(wanted.toSorted())
    }
  }
  await vi.waitFor(expectAll, 10_000)
}

const anyDeed = fc.record({
  what: fc.constantFrom(...Object.keys(deeds)),
  person: fc.nat(2),
  talk: fc.nat(2),
  team: fc.nat(1),
  scope: fc.constantFrom(...scopes),
})

test('after any history of assignments, list, counts, reading and events agree with what was done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(...scopes))),
      fc.array(anyDeed, { minLength: 1, maxLength: 14 }),
      async (given, history) => {
        const desk = await open(given)
        const { people, talks, teams } = desk
        for (const { what, scope, ...at } of history) {
          const [person = never(), talk = never(), team = never()] = [people[at.person], talks[at.talk], teams[at.team]]
          await deeds[what]?.({ person, talk, team, scope })
          await expectAgreement(desk)
        }
        await expectHearing(desk)
      },
    ),
    { numRuns: process.env.FULL_LISTS ? 300 : 10, endOnFailure: true },
  )
}, 900_000)
