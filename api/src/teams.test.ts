import type { Conversation } from '@frontdesk/contract/conversations'
import type { Team } from '@frontdesk/contract/teams'
import { keepDispatching } from '@frontdesk/modules/conversations/index'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { hear } from '@frontdesk/testing/hear'
import { enrol, type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test, vi } from 'vitest'

let here: World
let api: Api
let agentId: string
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  agentId = (await asOlivia<{ id: string }>('POST /agents', { name: 'Juniper' })).id
  return keepDispatching(here.platform)
})

const asOlivia = <T>(route: string, body?: unknown) => api.ask<T>(route, { key: here.olivia.key, body })
const tryAsOlivia = (route: string, body?: unknown) => api.call(route, { key: here.olivia.key, body })
const makeTeam = (name: string) => asOlivia<Team>('POST /teams', { name })
const membersOf = async ({ id }: Team) => (await asOlivia<Team>(`GET /teams/${id}`)).members.map(({ name }) => name)

const talk = async (assignment: object) => {
  const headers = { accept: 'application/json' }
  const body = { agentId, text: 'Hello' }
  const said = await api.ask<{ conversationId: string }>('POST /chat', { key: here.olivia.key, headers, body })
  return asOlivia<Conversation>(`PUT /conversations/${said.conversationId}/assignment`, assignment)
}
const read = ({ id }: Conversation) => asOlivia<Conversation>(`GET /conversations/${id}`)

test('a team has a name of its own, in whatever letters, and people in the order in which they came', async () => {
  const workshop = await makeTeam('Workshop')
  expect(workshop).toMatchObject({ name: 'Workshop', members: [] })
  expect(await tryAsOlivia('POST /teams', { name: 'WORKSHOP' })).toMatchObject({ status: 409 })
  const sales = await makeTeam('Sales')
  expect(await tryAsOlivia(`PATCH /teams/${sales.id}`, { name: 'workshop' })).toMatchObject({ status: 409 })
  expect(await asOlivia(`PATCH /teams/${sales.id}`, { name: 'SALES' })).toMatchObject({ name: 'SALES' })
  for (const { userId } of [here.sam, here.aron, here.sam])
    await asOlivia(`PUT /teams/${workshop.id}/members/${userId}`)
  expect(await membersOf(workshop)).toEqual(['Sam', 'Aron'])
  await asOlivia(`DELETE /teams/${workshop.id}/members/${here.sam.userId}`)
  expect(await membersOf(workshop)).toEqual(['Aron'])
  const { items } = await asOlivia<{ items: Team[] }>('GET /teams')
  expect(items.map(({ name, members }) => [name, members.length])).toEqual([
    ['Workshop', 1],
    ['SALES', 0],
  ])
  for (const [method, userId] of [
    ['PUT', here.rita.userId],
    ['PUT', newId()],
    ['DELETE', here.sam.userId],
  ])
    expect(await tryAsOlivia(`${method} /teams/${workshop.id}/members/${userId}`)).toMatchObject({ status: 404 })
})

test('a team that is deleted lets go of its conversations, whoever is assigned stays so, and it is told', async () => {
  const ears = await hear(api, here.olivia.key)
  const team = await makeTeam('Evenings')
  const both = await talk({ assigneeId: here.aron.userId, teamId: team.id })
  const alone = await talk({ teamId: team.id })
  const other = await talk({ assigneeId: here.aron.userId })
  const told = () =>
    ears.events.filter(({ type }) => type === 'conversation.assigned').map(({ subjectId }) => subjectId)
  await vi.waitFor(() => expect(told()).toContain(other.id), 10_000)
  ears.events.length = 0
  await asOlivia(`DELETE /teams/${team.id}`)
  expect(await read(both)).toMatchObject({ assigneeId: here.aron.userId, teamId: null })
  expect(await read(alone)).toMatchObject({ assigneeId: null, teamId: null })
  await vi.waitFor(() => expect(told().toSorted()).toEqual([both.id, alone.id].toSorted()), 10_000)
  expect(await tryAsOlivia(`GET /teams/${team.id}`)).toMatchObject({ status: 404 })
})

test('whoever is removed leaves their teams, and their conversations to nobody, and it is told', async () => {
  const team = await makeTeam('Mornings')
  const { userId } = await enrol(here.platform, here.organizationId, 'Ivy', 'agent')
  await asOlivia(`PUT /teams/${team.id}/members/${userId}`)
  const theirs = await talk({ assigneeId: userId, teamId: team.id })
  await asOlivia(`PUT /conversations/${theirs.id}/participants/${here.aron.userId}`)
  const ears = await hear(api, here.olivia.key)
  await asOlivia(`DELETE /members/${userId}`)
  expect(await read(theirs)).toMatchObject({ assigneeId: null, teamId: team.id })
  expect(await membersOf(team)).toEqual([])
  const participants = await asOlivia<{ items: { name: string }[] }>(`GET /conversations/${theirs.id}/participants`)
  expect(participants.items.map(({ name }) => name)).toEqual(['Aron'])
  await vi.waitFor(() => expect(ears.conversations()).toContain(theirs.id), 10_000)
})

test('a team is full with 200 people', async () => {
  const team = await makeTeam('Everybody')
  const crowd = `INSERT INTO members (organization_id, user_id, name, email, role, created_at)
    SELECT '${here.organizationId}', gen_random_uuid(), 'N' || n, n || '@example.com', 'viewer', now() FROM generate_series(1, 200) n`
  await here.platform.database.owner.query(
    `WITH crowd AS (${crowd} RETURNING organization_id, user_id)
    INSERT INTO team_members (organization_id, team_id, user_id, since) SELECT organization_id, '${team.id}', user_id, now() FROM crowd`,
  )
  expect(await tryAsOlivia(`PUT /teams/${team.id}/members/${here.bea.userId}`)).toMatchObject({ status: 409 })
})
