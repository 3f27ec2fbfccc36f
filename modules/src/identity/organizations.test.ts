import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { beforeEach, expect, test } from 'vitest'
import { type Ctx, createCtx } from '#context'
import { Conflict, NotFound, Unauthenticated } from '#errors'
import { authenticate } from './authenticate.ts'
import { changeOrganization } from './change-organization.ts'
import { createApiKey } from './create-api-key.ts'
import { createOrganization } from './create-organization.ts'
import { selectOrganizations } from './organization-store.ts'
import { readSession } from './read-session.ts'
import { leaveOrganization } from './remove-member.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { switchOrganization } from './switch-organization.ts'

const visit = { ip: '192.0.2.1', requestId: 'request' }
const olivia = { email: 'olivia@example.com', password: 'correct horse battery' }
let platform: TestPlatform
let token: string
beforeEach(async () => {
  platform = await testPlatform({ database: await emptiedDatabase() })
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', ...olivia }
  token = (await setUp(platform, first, visit)).session.token
})

const by = (text: string) => ({ ...visit, authorization: `Bearer ${text}` })
const enter = async (text = token): Promise<Ctx> => {
  const identity = await authenticate(platform, by(text))
  if (!identity) throw new Error('Nobody is there')
  return createCtx(platform, { ...identity, requestId: 'request' })
}
const all = { limit: 10, after: undefined }

test('a person creates a second organization, switches to it, and only this session goes along', async () => {
  const second = await createOrganization(await enter(), 'Southwind Boats')
  const phone = (await signIn(platform, olivia, visit)).session.token
  expect(await switchOrganization(platform, second.id, by(token))).toMatchObject({
    organization: { id: second.id, name: 'Southwind Boats' },
  })
  expect((await enter()).organizationId).toBe(second.id)
  expect(await readSession(await enter(phone))).toMatchObject({ organization: { name: 'Northwind Bikes' } })
  const { items } = await selectOrganizations(await enter(), (await enter()).actor.id, all)
  expect(items.map(({ name, role }) => [name, role.id])).toEqual([
    ['Northwind Bikes', 'owner'],
    ['Southwind Boats', 'owner'],
  ])
  await switchOrganization(platform, items[0]?.id ?? '', by(token))
  expect(await readSession(await enter())).toMatchObject({ organization: { name: 'Northwind Bikes' } })
})

test('one cannot switch to where one does not belong, nor with a key, nor as nobody', async () => {
  const second = await createOrganization(await enter(), 'Southwind Boats')
  const mine = await enter()
  const { secret } = await createApiKey(mine, { name: 'Import' })
  await expect(switchOrganization(platform, second.id, by(secret))).rejects.toThrow(Conflict)
  await expect(switchOrganization(platform, second.id, visit)).rejects.toThrow(Unauthenticated)
  await switchOrganization(platform, second.id, by(token))
  await expect(leaveOrganization(await enter())).rejects.toThrow(Conflict)
  await platform.database.owner.query('DELETE FROM members WHERE organization_id = $1', [second.id])
  await expect(switchOrganization(platform, second.id, by(token))).rejects.toThrow(NotFound)
  // The choice outlives the membership, and means nothing without it.
  platform.clock.advance(2_000)
  expect((await enter()).organizationId).toBe(mine.organizationId)
  await expect(createOrganization(await enter(secret), 'A third')).rejects.toThrow(Conflict)
})

test('renaming shows everywhere', async () => {
  await changeOrganization(await enter(), { name: 'Northwind Cycles' })
  expect(await readSession(await enter())).toMatchObject({ organization: { name: 'Northwind Cycles' } })
})
