import type { BuiltInRole } from '@frontdesk/contract/permissions'
import { roles, scopeOfBuiltIn } from '@frontdesk/contract/permissions'
import { type Ctx, createCtx } from '@frontdesk/modules/context'
import { createApiKey, personActor } from '@frontdesk/modules/identity/index'
import { authSql } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { type TestPlatform, testPlatform } from './platform.ts'

export type Named = {
  name: string
  email: string
  userId: string
  role: BuiltInRole
  ctx: Ctx
  /** The secret of an API key that may what this person may. */
  key: string
}

/** Two organizations that know nothing of each other, with everybody who works there. */
export type World = {
  platform: TestPlatform
  organizationId: string
  rivalId: string
} & Record<'olivia' | 'adam' | 'bea' | 'sam' | 'aron' | 'vera' | 'rita', Named>

/** Northwind Bikes with one person of each role, and the rival organization of Rita; new ones each time. */
export const world = async (platform?: TestPlatform): Promise<World> => {
  const on = platform ?? (await testPlatform())
  const organizationId = await found(on, 'Northwind Bikes')
  const rivalId = await found(on, 'Rival Rides')
  const olivia = await join(on, organizationId, 'Olivia', 'owner')
  const hire = (name: string, role: BuiltInRole) => join(on, organizationId, name, role, olivia)
  return {
    platform: on,
    organizationId,
    rivalId,
    olivia,
    adam: await hire('Adam', 'admin'),
    bea: await hire('Bea', 'builder'),
    sam: await hire('Sam', 'supervisor'),
    aron: await hire('Aron', 'agent'),
    vera: await hire('Vera', 'viewer'),
    rita: await join(on, rivalId, 'Rita', 'owner'),
  }
}

const found = async (platform: Platform, name: string) => {
  const organizationId = newId()
  const text = 'INSERT INTO organizations (organization_id, name, created_at) VALUES ($1, $2, $3)'
  await authSql(platform.database, [{ text, values: [organizationId, name, platform.clock.now()] }])
  return organizationId
}

/** An account, and its membership in the organization. */
export const enrol = async (platform: Platform, organizationId: string, name: string, role: string) => {
  const userId = newId()
  // The account is global, so its address must not meet that of another world.
  const email = `${name.toLowerCase()}-${userId.slice(-12)}@example.com`
  await authSql(platform.database, [
    { text: 'INSERT INTO auth_users (id, name, email) VALUES ($1, $2, $3)', values: [userId, name, email] },
    {
      text: `INSERT INTO members (organization_id, user_id, name, email, role, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)`,
      values: [organizationId, userId, name, email, role, platform.clock.now()],
    },
  ])
  return { userId, email }
}

/** The owner gives everybody their key, because most roles may not make one. */
const join = async (
  platform: Platform,
  organizationId: string,
  name: string,
  role: BuiltInRole,
  owner?: Named,
): Promise<Named> => {
  const { userId, email } = await enrol(platform, organizationId, name, role)
  const actor = personActor(userId, { permissions: roles[role], conversationScope: scopeOfBuiltIn[role] })
  const ctx = createCtx(platform, { organizationId, actor, requestId: newId() })
  const permissions = [...roles[role]]
  const { secret } = await createApiKey(owner?.ctx ?? ctx, { name: `${name}’s key`, permissions })
  return { name, email, userId, role, ctx, key: secret }
}
