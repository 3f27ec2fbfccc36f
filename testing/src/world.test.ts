import { expect, test } from 'vitest'
import { world } from './world.ts'

test('two worlds of one test file know nothing of each other', async () => {
  const one = await world()
  const other = await world()
  expect(one.organizationId).not.toBe(other.organizationId)
  const keys = await one.olivia.ctx.query(tx => tx.apiKey.findMany({ select: { name: true } }))
  expect(keys).toHaveLength(6)
})
