import { type Permission, permissions, roles } from '@frontdesk/contract/permissions'
import { testPlatform } from '@frontdesk/testing/platform'
import { type Named, type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'
import { createCtx } from '#context'
import { Forbidden, Invalid, NotFound } from '#errors'
import { selectApiKeys } from './api-key-store.ts'
import { authenticate } from './authenticate.ts'
import { countOldKeys } from './count-old-keys.ts'
import { createApiKey } from './create-api-key.ts'
import { readSession } from './read-session.ts'
import { revokeApiKey } from './revoke-api-key.ts'

let here: World
beforeAll(async () => {
  here = await world()
})

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
const opens = async (secret: string, platform = here.platform) => Boolean(await authenticate(platform, bearer(secret)))
const page = { limit: 100, after: undefined }

test('a key opens its organization with the permissions of its maker', async () => {
  const { secret, ...key } = await createApiKey(here.adam.ctx, { name: 'Import' })
  const identity = await authenticate(here.platform, bearer(secret))
  expect(identity?.organizationId).toBe(here.organizationId)
  expect([...(identity?.actor.permissions ?? [])]).toEqual(roles.admin)
  // Nobody waits for the note of the last use, which may come a moment later.
  await expect
    .poll(async () => (await selectApiKeys(here.adam.ctx, page)).items)
    .toContainEqual({ ...key, lastUsedAt: expect.any(String) })
})

test('every role holds exactly its permissions, by key as well', async () => {
  const { olivia, adam, bea, sam, aron, vera } = here
  for (const { role, key, ctx } of [olivia, adam, bea, sam, aron, vera]) {
    const identity = await authenticate(here.platform, bearer(key))
    for (const permission of permissions) {
      const may = (roles[role] as readonly Permission[]).includes(permission)
      expect(identity?.actor.permissions.has(permission), `${role} ${permission}`).toBe(may)
      if (!may) expect(() => ctx.must(permission)).toThrow(Forbidden)
    }
  }
})

test('who may not manage keys makes none and revokes none', async () => {
  const key = await createApiKey(here.olivia.ctx, { name: 'Import' })
  for (const { ctx } of [here.bea, here.sam, here.aron, here.vera]) {
    await expect(createApiKey(ctx, { name: 'Mine' })).rejects.toThrow(Forbidden)
    await expect(revokeApiKey(ctx, key.id)).rejects.toThrow(Forbidden)
  }
})

test('a key never gets more than its maker has', async () => {
  const narrow = await createApiKey(here.olivia.ctx, {
    name: 'Narrow',
    permissions: ['api-keys.manage', 'agents.read'],
  })
  const identity = await authenticate(here.platform, bearer(narrow.secret))
  if (!identity) throw new Error('the key opened nothing')
  const ctx = createCtx(here.platform, { ...identity, requestId: 'request' })
  await expect(createApiKey(ctx, { name: 'Wide', permissions: ['agents.write'] })).rejects.toThrow(Forbidden)
  const child = await createApiKey(ctx, { name: 'Child' })
  expect(child.permissions.toSorted()).toEqual(['agents.read', 'api-keys.manage'])
  expect(await readSession(ctx)).toMatchObject({
    user: { id: here.olivia.userId },
    permissions: ['api-keys.manage', 'agents.read'],
  })
})

const setRole = (person: Named, role: string) =>
  here.platform.database.owner.query('UPDATE members SET role = $1 WHERE user_id = $2', [role, person.userId])

test('a key shrinks with its maker’s role, and dies with the membership, within a second', async () => {
  const own = await world(here.platform)
  const { secret } = await createApiKey(own.adam.ctx, { name: 'Import' })
  expect(await opens(secret)).toBe(true)
  await setRole(own.adam, 'viewer')
  here.platform.clock.advance(1_001)
  const shrunk = await authenticate(here.platform, bearer(secret))
  expect([...(shrunk?.actor.permissions ?? [])].toSorted()).toEqual(roles.viewer.toSorted())
  await here.platform.database.owner.query('DELETE FROM members WHERE user_id = $1', [own.adam.userId])
  here.platform.clock.advance(1_001)
  expect(await opens(secret)).toBe(false)
})

test('a revoked key stops at once here, and in every other process', async () => {
  const { platform } = here
  const { database, pubsub } = platform
  const elsewhere = await testPlatform({ database, pubsub, config: platform.config })
  const { id, secret } = await createApiKey(here.olivia.ctx, { name: 'Leaked' })
  expect([await opens(secret), await opens(secret, elsewhere)]).toEqual([true, true])
  await revokeApiKey(here.olivia.ctx, id)
  expect(await opens(secret)).toBe(false)
  await new Promise(resolve => setTimeout(resolve, 20))
  expect(await opens(secret, elsewhere)).toBe(false)
  expect((await selectApiKeys(here.olivia.ctx, page)).items.map(key => key.id)).not.toContain(id)
  await expect(revokeApiKey(here.olivia.ctx, id)).rejects.toThrow(NotFound)
})

test('a process that missed the message believes in a revoked key for one second at most', async () => {
  const { database, config } = here.platform
  const deaf = await testPlatform({ database, config })
  const { id, secret } = await createApiKey(here.olivia.ctx, { name: 'Leaked' })
  expect(await opens(secret, deaf)).toBe(true)
  await revokeApiKey(here.olivia.ctx, id)
  deaf.clock.advance(1_000)
  expect(await opens(secret, deaf)).toBe(false)
})

test('a key stops at the moment it expires', async () => {
  const { platform, olivia } = await world()
  const expiresAt = new Date(platform.clock.now().getTime() + 60_000).toISOString()
  const { secret } = await createApiKey(olivia.ctx, { name: 'For today', expiresAt })
  platform.clock.advance(59_500)
  expect(await opens(secret, platform)).toBe(true)
  platform.clock.advance(500)
  expect(await opens(secret, platform)).toBe(false)
  await expect(createApiKey(olivia.ctx, { name: 'Late', expiresAt })).rejects.toThrow(Invalid)
})

test('a rival’s key looks as if it were not there', async () => {
  const { id, secret } = await createApiKey(here.olivia.ctx, { name: 'Import' })
  await expect(revokeApiKey(here.rita.ctx, id)).rejects.toThrow(NotFound)
  expect((await selectApiKeys(here.rita.ctx, page)).items.map(key => key.name)).toEqual(['Rita’s key'])
  expect(await opens(secret)).toBe(true)
})

test('keys are listed page by page, newest first', async () => {
  const { olivia } = await world()
  const first = await selectApiKeys(olivia.ctx, { limit: 4, after: undefined })
  const last = first.items.at(-1)
  const second = await selectApiKeys(olivia.ctx, { limit: 4, after: [last?.createdAt ?? '', last?.id ?? ''] })
  expect(first.next).not.toBeNull()
  expect(second.next).toBeNull()
  const names = [...first.items, ...second.items].map(key => key.name.split('’')[0])
  expect(names).toEqual(['Vera', 'Aron', 'Sam', 'Bea', 'Adam', 'Olivia'])
})

test('a key shows when it was last used, to the minute', async () => {
  const { platform, olivia } = await world()
  const lastUse = async () => (await selectApiKeys(olivia.ctx, page)).items.find(key => key.name === 'Mine')?.lastUsedAt
  const { secret } = await createApiKey(olivia.ctx, { name: 'Mine' })
  expect(await lastUse()).toBeNull()
  await opens(secret, platform)
  await expect.poll(lastUse).not.toBeNull()
  const first = await lastUse()
  platform.clock.advance(59_000)
  await opens(secret, platform)
  expect(await lastUse()).toBe(first)
  platform.clock.advance(2_000)
  await opens(secret, platform)
  await expect.poll(lastUse).not.toBe(first)
})

test('nobody is somebody: no header, noise, a forged key, another scheme', async () => {
  const wrongLetter = here.olivia.key.replace(/.$/, letter => (letter === 'a' ? 'b' : 'a'))
  const { platform } = here
  expect(await authenticate(platform, {})).toBeUndefined()
  for (const authorization of [
    '',
    'Bearer',
    'Bearer x',
    `Bearer ${wrongLetter}`,
    `Basic ${here.olivia.key}`,
    here.olivia.key,
  ])
    expect(await authenticate(platform, { authorization }), authorization).toBeUndefined()
  expect(await authenticate(platform, { cookie: `frontdesk=${here.olivia.key}` })).toBeUndefined()
})

test('when the server’s secret changes a key goes on, and from its next use on it does without the old one', async () => {
  const { config } = here.platform
  const [used, unused] = [
    await createApiKey(here.olivia.ctx, { name: 'A' }),
    await createApiKey(here.olivia.ctx, { name: 'B' }),
  ]
  const secret = 'the next secret of tests, long enough as well'
  const under = (secrets: { secret: string; previousSecret?: string }) => ({
    ...here.platform,
    config: { ...config, ...secrets },
  })
  const changing = under({ secret, previousSecret: config.secret })
  expect(await opens(used.secret, under({ secret }))).toBe(false)
  const old = await countOldKeys(changing)
  expect(await opens(used.secret, changing)).toBe(true)
  await expect.poll(() => countOldKeys(changing)).toBe(old - 1)
  expect(await opens(used.secret, under({ secret }))).toBe(true)
  expect(await opens(unused.secret, under({ secret }))).toBe(false)
  expect(await opens(unused.secret, under({ secret: config.secret }))).toBe(true)
})
