import type { Conversation } from '@frontdesk/contract/conversations'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type Colleague, colleague } from '@frontdesk/testing/colleague'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
let agentId: string
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  agentId = (await asOlivia<{ id: string }>('POST /agents', { name: 'Juniper' })).id
})

const asOlivia = <T>(route: string, body?: unknown) => api.ask<T>(route, { key: here.olivia.key, body })

const say = async (key: string, more: object = {}) => {
  const body = { agentId, text: 'Hello', ...more }
  const headers = { accept: 'application/json' }
  return (await api.ask<{ conversationId: string }>('POST /chat', { key, headers, body })).conversationId
}
const claim = (id: string, { key }: { key: string }) => api.call(`POST /conversations/${id}/claim`, { key })
const assign = (id: string, body: object, key = here.olivia.key) =>
  api.call(`PUT /conversations/${id}/assignment`, { key, body })
const participants = async (id: string) => {
  const { items } = await asOlivia<{ items: { userId: string }[] }>(`GET /conversations/${id}/participants`)
  return items.map(({ userId }) => userId)
}

test('of many who claim at once one has it, and every other is told who', async () => {
  const people = await Promise.all(
    Array.from({ length: 8 }, (_, number) => colleague(api, here, `Agent ${number}`, 'all')),
  )
  for (let round = 0; round < 5; round++) {
    const id = await say(here.olivia.key)
    const answers = await Promise.all(people.map(person => claim(id, person)))
    const { assigneeId } = await asOlivia<Conversation>(`GET /conversations/${id}`)
    const winner = people.find(({ userId }) => userId === assigneeId)
    for (const [index, { status, body }] of answers.entries())
      if (people[index] === winner) expect([status, body]).toMatchObject([200, { id, assigneeId }])
      else expect([status, body]).toMatchObject([409, { detail: `${winner?.name} has this conversation already.` }])
    expect(await participants(id)).toEqual([assigneeId])
    // Again changes nothing.
    expect(await claim(id, winner as Colleague)).toMatchObject({ status: 200, body: { assigneeId } })
  }
})

test('whoever sees what nobody has is told who was faster for a minute, and then no more of it', async () => {
  const [quick, slow] = [
    await colleague(api, here, 'Quick', 'own-and-unassigned'),
    await colleague(api, here, 'Slow', 'own-and-unassigned'),
  ]
  const taken = await say(here.olivia.key)
  expect(await claim(taken, quick)).toMatchObject({ status: 200 })
  expect(await claim(taken, slow)).toMatchObject({
    status: 409,
    body: { detail: 'Quick has this conversation already.' },
  })
  const handedOn = await say(here.olivia.key)
  await assign(handedOn, { assigneeId: quick.userId })
  await assign(handedOn, { assigneeId: here.sam.userId })
  expect(await claim(handedOn, slow)).toMatchObject({ status: 404 })
  here.platform.clock.advance(60_000)
  expect(await claim(taken, slow)).toMatchObject({ status: 404 })
})

test('what is absent stays, null takes it away, and whoever gives something out of their own sight is still answered', async () => {
  const id = await say(here.olivia.key)
  const { id: teamId } = await asOlivia<{ id: string }>('POST /teams', { name: 'Workshop' })
  const { userId } = here.aron
  for (const [body, after] of [
    [{ assigneeId: userId }, { assigneeId: userId, teamId: null }],
    [{ teamId }, { assigneeId: userId, teamId }],
    [{}, { assigneeId: userId, teamId }],
    [{ assigneeId: null }, { assigneeId: null, teamId }],
    [{ teamId: null }, { assigneeId: null, teamId: null }],
  ])
    expect(await assign(id, body ?? {})).toMatchObject({ status: 200, body: after })
  const narrow = await colleague(api, here, 'Nora', 'own-and-unassigned')
  expect(await assign(id, { assigneeId: userId }, narrow.key)).toMatchObject({
    status: 200,
    body: { assigneeId: userId },
  })
  expect(await api.call(`GET /conversations/${id}`, { key: narrow.key })).toMatchObject({ status: 404 })
})

test('nobody is assigned who is not there', async () => {
  const id = await say(here.olivia.key)
  for (const body of [{ assigneeId: newId() }, { assigneeId: here.rita.userId }, { teamId: newId() }])
    expect(await assign(id, body)).toMatchObject({ status: 404 })
  expect(await asOlivia(`GET /conversations/${id}`)).toMatchObject({ assigneeId: null, teamId: null })
})

test('whoever was assigned, wrote in another’s conversation or was added takes part, until they are taken out', async () => {
  const id = await say(here.olivia.key)
  const sam = await colleague(api, here, 'Samir', 'participating')
  const nora = await colleague(api, here, 'Noreen', 'all')
  await assign(id, { assigneeId: sam.userId })
  here.platform.clock.advance(1_000)
  await assign(id, { assigneeId: here.aron.userId })
  here.platform.clock.advance(1_000)
  await say(nora.key, { conversationId: id })
  expect(await participants(id)).toEqual([sam.userId, here.aron.userId, nora.userId])
  const sees = async () => (await api.call(`GET /conversations/${id}`, { key: sam.key })).status
  expect(await sees()).toBe(200)
  const remove = (userId: string) =>
    api.call(`DELETE /conversations/${id}/participants/${userId}`, { key: here.olivia.key })
  expect(await remove(here.aron.userId)).toMatchObject({ status: 409 })
  expect(await remove(sam.userId)).toMatchObject({ status: 204 })
  expect(await remove(sam.userId)).toMatchObject({ status: 404 })
  expect(await sees()).toBe(404)
})

test('a person and a team that are removed while conversations are given to them leave nothing behind, and nobody waits in a circle', async () => {
  for (let round = 0; round < 10; round++) {
    const ivy = await colleague(api, here, `Ivy ${round}`, 'all')
    const { id: teamId } = await asOlivia<{ id: string }>('POST /teams', { name: `Team ${round}` })
    const ids = [await say(here.olivia.key), await say(here.olivia.key), await say(here.olivia.key)]
    const [first = '', second = ''] = ids
    const answers = await Promise.all([
      assign(first, { assigneeId: ivy.userId, teamId }),
      api.call(`DELETE /members/${ivy.userId}`, { key: here.olivia.key }),
      api.call(`PUT /teams/${teamId}/members/${ivy.userId}`, { key: here.olivia.key }),
      claim(second, ivy),
      api.call(`DELETE /teams/${teamId}`, { key: here.olivia.key }),
      ...ids.map(id => assign(id, { assigneeId: ivy.userId, teamId })),
      ...ids.map(id => api.call(`PUT /conversations/${id}/participants/${ivy.userId}`, { key: here.olivia.key })),
    ])
    for (const { status } of answers) expect([200, 204, 401, 404]).toContain(status)
    for (const id of ids) {
      expect(await asOlivia(`GET /conversations/${id}`)).toMatchObject({ assigneeId: null, teamId: null })
      expect(await participants(id)).toEqual([])
    }
  }
})
