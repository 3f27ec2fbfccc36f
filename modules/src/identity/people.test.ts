import { permissions, roles } from '@frontdesk/contract/permissions'
import { type Named, type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'
import { record } from '#audit'
import { createCtx } from '#context'
import { Conflict, Forbidden, NotFound } from '#errors'
import { authenticate } from './authenticate.ts'
import { changeMember } from './change-member.ts'
import { changeRole } from './change-role.ts'
import { createApiKey } from './create-api-key.ts'
import { createRole } from './create-role.ts'
import { deleteRole } from './delete-role.ts'
import { lockPeople, selectMembers } from './people-store.ts'
import { leaveOrganization, removeMember } from './remove-member.ts'
import { selectRoles } from './role-store.ts'

let here: World
beforeEach(async () => {
  here = await world()
})

const first = { limit: 100, after: undefined }
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const ownKeyOf = async ({ ctx }: Named) => (await createApiKey(ctx, { name: 'My own' })).secret
const mayOf = async (key: string) => [...((await authenticate(here.platform, bearer(key)))?.actor.permissions ?? [])]
const roleIdOf = async (person: Named) =>
  (await selectMembers(here.olivia.ctx, first)).items.find(({ userId }) => userId === person.userId)?.role.id

/** As the person would come in now, with today's permissions. */
const today = async ({ ctx, userId }: Named, key: string) => {
  const identity = await authenticate(here.platform, bearer(key))
  if (!identity) throw new Error('They may not come in')
  const actor = { ...ctx.actor, id: userId, permissions: identity.actor.permissions }
  return createCtx(here.platform, { ...identity, actor, requestId: 'request' })
}

test('a role counts from the next request on, for keys as well', async () => {
  const key = await ownKeyOf(here.adam)
  expect(await mayOf(key)).toContain('agents.write')
  await changeMember(here.olivia.ctx, here.adam.userId, { roleId: 'viewer' })
  expect(await mayOf(key)).toEqual([...roles.viewer])
  expect(await roleIdOf(here.adam)).toBe('viewer')
})

test('whoever is removed is out at once, with the keys they made, and their keys stay dead when they come back', async () => {
  const key = await ownKeyOf(here.adam)
  expect(await mayOf(key)).not.toEqual([])
  await removeMember(here.olivia.ctx, here.adam.userId)
  expect(await authenticate(here.platform, bearer(key))).toBeUndefined()
  expect(await roleIdOf(here.adam)).toBeUndefined()
  await here.platform.database.owner.query(
    `INSERT INTO members (organization_id, user_id, name, email, role, created_at) VALUES ($1, $2, 'Adam', 'a@example.com', 'admin', now())`,
    [here.organizationId, here.adam.userId],
  )
  here.platform.clock.advance(2_000)
  expect(await authenticate(here.platform, bearer(key))).toBeUndefined()
})

test('the last owner can neither leave nor be made less, also when two owners go at the same moment', async () => {
  const { olivia, adam } = here
  for (const attempt of [
    () => leaveOrganization(olivia.ctx),
    () => changeMember(olivia.ctx, olivia.userId, { roleId: 'admin' }),
  ])
    await expect(attempt()).rejects.toThrow(Conflict)
  await changeMember(olivia.ctx, adam.userId, { roleId: 'owner' })
  const adams = await today(adam, await ownKeyOf({ ...adam, ctx: olivia.ctx }))
  const outcomes = await Promise.allSettled([leaveOrganization(olivia.ctx), leaveOrganization(adams)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { rows } = await here.platform.database.owner.query(
    `SELECT count(*)::int AS owners FROM members WHERE organization_id = $1 AND role = 'owner'`,
    [here.organizationId],
  )
  expect(rows).toEqual([{ owners: 1 }])
})

test('nobody raises or lowers whoever may more than they do', async () => {
  const { olivia, adam, vera, sam } = here
  const every = permissions.filter(permission => permission !== 'organization.own')
  for (const attempt of [
    () => changeMember(adam.ctx, olivia.userId, { roleId: 'viewer' }),
    () => removeMember(adam.ctx, olivia.userId),
    () => changeMember(adam.ctx, adam.userId, { roleId: 'owner' }),
    () => changeMember(adam.ctx, vera.userId, { roleId: 'owner' }),
    () => createRole(adam.ctx, { name: 'All', permissions: [...permissions] }),
    () => changeMember(sam.ctx, vera.userId, { roleId: 'agent' }),
    () => removeMember(sam.ctx, vera.userId),
    () => createRole(sam.ctx, { name: 'Some', permissions: [] }),
  ])
    await expect(attempt()).rejects.toThrow(Forbidden)
  const head = await createRole(adam.ctx, { name: 'Head of people', permissions: ['people.read', 'people.manage'] })
  await changeMember(adam.ctx, sam.userId, { roleId: head.id })
  const sams = await today(sam, await ownKeyOf({ ...sam, ctx: adam.ctx }))
  const narrow = { ...sams, actor: { ...sams.actor, permissions: new Set(head.permissions) } }
  const asHead = createCtx(here.platform, { ...narrow, requestId: 'request' })
  for (const attempt of [
    () => changeRole(asHead, head.id, { permissions: every }),
    () => changeMember(asHead, sam.userId, { roleId: 'admin' }),
    () => changeMember(asHead, adam.userId, { roleId: 'viewer' }),
    () => createRole(asHead, { name: 'More', permissions: ['agents.write'] }),
  ])
    await expect(attempt()).rejects.toThrow(Forbidden)
})

test('a role of one’s own gives what it lists, follows its changes, and cannot go while somebody has it', async () => {
  const { olivia, vera } = here
  const role = await createRole(olivia.ctx, { name: 'Editors', permissions: ['knowledge.read', 'knowledge.write'] })
  const key = await ownKeyOf({ ...vera, ctx: olivia.ctx })
  await expect(createRole(olivia.ctx, { name: 'EDITORS', permissions: [] })).rejects.toThrow(Conflict)
  await changeMember(olivia.ctx, vera.userId, { roleId: role.id })
  const session = async () => (await selectMembers(olivia.ctx, first)).items.find(each => each.userId === vera.userId)
  expect(await session()).toMatchObject({ role: { id: role.id, name: 'Editors' } })
  await expect(deleteRole(olivia.ctx, role.id)).rejects.toThrow(Conflict)
  const changed = await changeRole(olivia.ctx, role.id, { name: 'Writers', permissions: ['knowledge.read'] })
  expect(changed).toMatchObject({ name: 'Writers', permissions: ['knowledge.read'], members: 1 })
  expect((await selectRoles(olivia.ctx, first)).items.at(-1)).toEqual(changed)
  await changeMember(olivia.ctx, vera.userId, { roleId: 'viewer' })
  await deleteRole(olivia.ctx, role.id)
  await expect(changeMember(olivia.ctx, vera.userId, { roleId: role.id })).rejects.toThrow(NotFound)
  expect(await mayOf(key)).not.toEqual([])
})

test('roles are read page by page, the built-in ones first', async () => {
  for (const name of ['Days', 'Nights']) await createRole(here.olivia.ctx, { name, permissions: [] })
  const names: string[] = []
  let after: [string] | undefined
  do {
    const { items, next } = await selectRoles(here.olivia.ctx, { limit: 3, after })
    names.push(...items.map(({ name }) => name))
    after = next === null ? undefined : [Buffer.from(next, 'base64url').toString()]
  } while (after)
  expect(names).toEqual(['Owner', 'Admin', 'Builder', 'Supervisor', 'Agent', 'Viewer', 'Days', 'Nights'])
})

test('a rival’s people and roles are unknown', async () => {
  const { olivia, rita, vera } = here
  const theirs = await createRole(rita.ctx, { name: 'Rivals', permissions: [] })
  for (const attempt of [
    () => changeMember(olivia.ctx, rita.userId, { roleId: 'viewer' }),
    () => removeMember(olivia.ctx, rita.userId),
    () => changeMember(olivia.ctx, vera.userId, { roleId: theirs.id }),
    () => deleteRole(olivia.ctx, theirs.id),
  ])
    await expect(attempt()).rejects.toThrow(NotFound)
})

test('whoever changes who may what holds up nobody else whose doings are noted', async () => {
  // The embedded database has one session: while somebody changes something there, everybody waits.
  if (here.platform.database.kind === 'embedded') return
  await here.olivia.ctx.transaction(async within => {
    await lockPeople(within)
    await record(here.adam.ctx, 'agent.created')
    await record(within, 'agent.created')
  })
})
