import type { TurnTrace } from '@frontdesk/contract/chat'
import type { ModelPrice } from '@frontdesk/contract/model-prices'
import type { DayUsage } from '@frontdesk/contract/usage'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let key: string
beforeAll(async () => {
  desk = await chatDesk()
  key = desk.world.olivia.key
})

const price = (model: string, inputPerMillion: number, outputPerMillion: number) =>
  desk.api.ask<ModelPrice>('PUT /model-prices', { key, body: { model, inputPerMillion, outputPerMillion } })
const answered = async (text: string) => {
  const response = await desk.say(text)
  await response.text()
  return desk.read<TurnTrace>(`/turns/${response.headers.get('x-turn-id')}`)
}
const day = () => desk.world.platform.clock.now().toISOString().slice(0, 10)
const usage = (from = day(), to = day(), by = key) =>
  desk.api.ask<{ items: DayUsage[] }>(`GET /usage?from=${from}&to=${to}`, { key: by })

test('an answer costs what its model’s price says at that time, and nothing is known without a price', async () => {
  const free = await answered('Hello {{tokens=20}}')
  expect(free).toMatchObject({ inputTokens: 100, outputTokens: 20, cost: null })
  const first = await price('fa*', 2, 10)
  const paid = await answered('Hello {{tokens=20}}')
  expect(paid.cost).toBeCloseTo(0.0004, 9)
  const exact = await price('fake', 1, 5)
  expect((await answered('Hello {{tokens=20}}')).cost).toBeCloseTo(0.0002, 9)
  expect((await desk.read<TurnTrace>(`/turns/${paid.id}`)).cost).toBeCloseTo(0.0004, 9)

  expect((await price('fake', 3, 15)).id).toBe(exact.id)
  const { items } = await desk.read<{ items: ModelPrice[] }>('/model-prices')
  expect(items.map(({ model, inputPerMillion }) => [model, inputPerMillion])).toEqual(
    expect.arrayContaining([
      ['fake', 3],
      ['fa*', 2],
    ]),
  )
  for (const { id } of [first, exact])
    expect(await desk.api.call(`DELETE /model-prices/${id}`, { key })).toMatchObject({ status: 204 })
  expect((await answered('Hello {{tokens=20}}')).cost).toBeNull()
  expect(await desk.api.call(`DELETE /model-prices/${first.id}`, { key })).toMatchObject({ status: 404 })
})

test('usage adds up the answers of a day by their model, of one organization alone', async () => {
  const { items } = await usage()
  expect(items).toMatchObject([{ day: day(), model: 'fake', answers: 5, inputTokens: 500, outputTokens: 100 }])
  expect(items[0]?.cost).toBeCloseTo(0.0006, 9)
  expect((await usage('2020-01-01', '2020-02-01')).items).toEqual([])
  expect((await usage(day(), day(), desk.world.rita.key)).items).toEqual([])
  for (const range of ['from=2026-02-01&to=2026-01-01', 'from=2020-01-01&to=2026-01-01', 'from=today&to=today'])
    expect(await desk.api.call(`GET /usage?${range}`, { key })).toMatchObject({ status: 400 })
})

test('prices with a star in the middle, below nothing or in words are refused', async () => {
  for (const body of [{ model: 'a*b' }, { model: '' }, { inputPerMillion: -1 }, { outputPerMillion: 'much' }])
    expect(
      await desk.api.call('PUT /model-prices', {
        key,
        body: { model: 'fake', inputPerMillion: 1, outputPerMillion: 1, ...body },
      }),
    ).toMatchObject({ status: 400 })
})
