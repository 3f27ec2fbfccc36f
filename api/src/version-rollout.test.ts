import type { Agent } from '@frontdesk/contract/agents'
import type { AgentVersion } from '@frontdesk/contract/versions'
import { versionForCustomer } from '@frontdesk/modules/agents/index'
import { apiOf } from '@frontdesk/testing/api'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'

let here: World
let agentId: string
beforeEach(async () => {
  here = await world()
  const { id } = await ask<Agent>('POST /agents', { name: 'Juniper' })
  agentId = id
  for (const instructions of ['One', 'Two', 'Three']) {
    await ask(`PATCH /agents/${agentId}`, { instructions })
    await ask<AgentVersion>(`POST /agents/${agentId}/publish`, {})
  }
})

const ask = <T>(route: string, body?: unknown) =>
  apiOf(here.platform).ask<T>(route, { key: here.olivia.key, ...(body === undefined ? {} : { body }) })
const rollOut = (...versions: { number: number; share: number }[]) =>
  ask<Agent>(`PUT /agents/${agentId}/rollout`, { versions })

/**
 * The version of each of 10 000 customers, by the very statement that a turn begins with. The agent has always the same id
 * here: of ids by chance every twentieth would split these very customers a little more than one percent off.
 */
const versionsOfAll = async () => {
  const [found] = await here.olivia.ctx.sql([
    {
      text: `SELECT ${versionForCustomer(`'customer-' || n`)} AS number
        FROM (SELECT '019a0000-0000-7000-8000-000000000001'::uuid AS id, live_numbers, live_from
          FROM agents WHERE organization_id = $1::uuid AND id = $2::uuid) AS a, generate_series(1, 10000) AS n ORDER BY n`,
      values: [here.organizationId, agentId],
    },
  ])
  return (found?.rows ?? []).map(row => Number(row.number))
}

test('ten thousand customers are split as asked within one percent, and each keeps their version', async () => {
  expect(await rollOut({ number: 3, share: 25 }, { number: 1, share: 60 }, { number: 2, share: 15 })).toMatchObject({
    live: [
      { number: 1, share: 60 },
      { number: 2, share: 15 },
      { number: 3, share: 25 },
    ],
  })
  const first = await versionsOfAll()
  const shareOf = (number: number) => first.filter(each => each === number).length / 100
  expect(Math.abs(shareOf(1) - 60)).toBeLessThan(1)
  expect(Math.abs(shareOf(2) - 15)).toBeLessThan(1)
  expect(Math.abs(shareOf(3) - 25)).toBeLessThan(1)
  expect(await versionsOfAll()).toEqual(first)
})

test('when a version is given more customers, those who had it keep it', async () => {
  await rollOut({ number: 1, share: 90 }, { number: 2, share: 10 })
  const before = await versionsOfAll()
  await rollOut({ number: 1, share: 50 }, { number: 2, share: 50 })
  const after = await versionsOfAll()
  expect(before.filter((number, index) => number === 2 && after[index] !== 2)).toEqual([])
})

test('rolling back from a split lets the version before the newest answer everybody', async () => {
  await rollOut({ number: 2, share: 90 }, { number: 3, share: 10 })
  expect(await ask<Agent>(`POST /agents/${agentId}/rollback`, {})).toMatchObject({ live: [{ number: 2, share: 100 }] })
  expect(new Set(await versionsOfAll())).toEqual(new Set([2]))
})

test.each([
  ['a sum that is not 100', [{ number: 1, share: 60 }], 400],
  [
    'the same version twice',
    [
      { number: 1, share: 50 },
      { number: 1, share: 50 },
    ],
    400,
  ],
  ['a version that is not there', [{ number: 9, share: 100 }], 404],
])('%s is refused', async (_, versions, status) => {
  const answer = await apiOf(here.platform).call(`PUT /agents/${agentId}/rollout`, {
    key: here.olivia.key,
    body: { versions },
  })
  expect(answer).toMatchObject({ status })
})
