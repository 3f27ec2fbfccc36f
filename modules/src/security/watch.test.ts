import type { SecurityAlert, SecurityEvent } from '@frontdesk/contract/security'
import { authSql, systemSql } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import { mailsOf } from '@frontdesk/testing/mails'
import { type World, world } from '@frontdesk/testing/world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ctx } from '#context'
import { Forbidden } from '#errors'
import { verify } from '../audit/verify.ts'
import { authenticate } from '../identity/authenticate.ts'
import { changeMember } from '../identity/change-member.ts'
import { createApiKey } from '../identity/create-api-key.ts'
import { signIn } from '../identity/sign-in.ts'
import { worksHere } from '../identity/works-here.ts'
import { selectMails } from '../mail/store.ts'
import { announceFrom } from '../notices.ts'
import { selectAlerts, selectEvents } from './store.ts'
import { keepWatching, watchingIdle } from './watch.ts'

const password = 'correct horse battery'
const page = { limit: 100, after: undefined }
const from = (ip: string, userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0') => ({
  ip,
  userAgent,
  requestId: newId(),
})

let here: World
let stop: () => Promise<void>
beforeEach(async () => {
  here = await world()
  stop = keepWatching(here.platform)
})
afterEach(() => stop())

const events = async (ctx: Ctx = here.olivia.ctx, filter: Parameters<typeof selectEvents>[2] = {}) => {
  await watchingIdle(here.platform)
  return (await selectEvents(ctx, page, filter)).items
}
const alerts = async (ctx: Ctx = here.olivia.ctx) => {
  await watchingIdle(here.platform)
  return (await selectAlerts(ctx, page, {})).items
}
const rulesOf = (list: SecurityAlert[]) => list.map(({ rule }) => rule)
const namesOf = (list: SecurityEvent[]) => list.map(({ name }) => name)

/** Somebody with a password who works in these organizations, as the world's people have none. */
const hire = async (...organizationIds: string[]) => {
  const email = `ivy-${newId()}@example.com`
  const session = await here.platform.signIn.register({ name: 'Ivy', email, password })
  if (!session) throw new Error('the address is taken')
  await authSql(
    here.platform.database,
    organizationIds.map(organizationId => ({
      text: `INSERT INTO members (organization_id, user_id, name, email, role, created_at) VALUES ($1, $2, 'Ivy', $3, 'agent', $4)`,
      values: [organizationId, session.person.id, email, here.platform.clock.now()],
    })),
  )
  return { email, userId: session.person.id }
}
const tries = (email: string, visit: ReturnType<typeof from>, given = 'wrong horse battery') =>
  signIn(here.platform, { email, password: given }, visit).catch(() => undefined)

test('a sign-in that fails is told to each organization of the person, and to no other', async () => {
  const ivy = await hire(here.organizationId)
  await tries(ivy.email.toUpperCase(), from('192.0.2.7'))
  const [failed] = await events()
  expect(failed).toMatchObject({
    name: 'authn_login_fail',
    level: 'warn',
    actor: ivy.userId,
    ip: '192.0.2.7',
    count: 1,
    userAgent: expect.stringContaining('Firefox'),
    requestId: expect.any(String),
  })
  expect(JSON.stringify(failed)).not.toContain('horse')
  expect(await events(here.rita.ctx)).toEqual([])
  const both = await hire(here.organizationId, here.rivalId)
  await tries(both.email, from('192.0.2.8'))
  for (const { ctx } of [here.olivia, here.rita])
    expect((await events(ctx))[0]).toMatchObject({ name: 'authn_login_fail', actor: both.userId })
})

test('an address that nobody has leaves no event anywhere', async () => {
  await tries('nobody@example.com', from('192.0.2.7'))
  expect(await events()).toEqual([])
  expect(await events(here.rita.ctx)).toEqual([])
})

test('five wrong passwords raise one alert, which counts on; the right one after them raises another; each is mailed once', async () => {
  const ivy = await hire(here.organizationId)
  for (let attempt = 1; attempt <= 4; attempt++) await tries(ivy.email, from('192.0.2.7'))
  expect(await alerts()).toEqual([])
  await tries(ivy.email, from('192.0.2.7'))
  expect(rulesOf(await alerts())).toEqual(['failed-sign-ins'])
  await tries(ivy.email, from('192.0.2.7'))
  await tries(ivy.email, from('192.0.2.7'), password)
  const [last, first] = await alerts()
  expect(last).toMatchObject({ rule: 'sign-in-after-failures', level: 'critical', subject: ivy.userId, status: 'open' })
  expect(first).toMatchObject({ rule: 'failed-sign-ins', count: 2, details: { failures: 5 }, ip: '192.0.2.7' })
  const mails = (await selectMails(here.olivia.ctx, page)).items.filter(({ kind }) => kind === 'alert')
  expect(mails.map(({ to }) => to).toSorted()).toEqual(
    [here.adam, here.adam, here.olivia, here.olivia].map(({ email }) => email).toSorted(),
  )
  const told = await mailsOf(here.platform, 'alert', here.olivia.email)
  expect(told).toHaveLength(2)
  for (const { text } of told) {
    expect(text).toContain('Who: Ivy')
    expect(text).toContain('From: 192.0.2.7, Firefox on Linux')
    expect(text).toContain('http://localhost:3000/settings/security')
    expect(text).not.toContain('horse')
  }
})

test('failures of long ago raise nothing, and after an hour the same raises a new alert', async () => {
  const ivy = await hire(here.organizationId)
  const failsFiveTimes = async () => {
    for (let attempt = 1; attempt <= 5; attempt++) await tries(ivy.email, from(`192.0.2.${attempt}`))
    await watchingIdle(here.platform)
  }
  await tries(ivy.email, from('192.0.2.7'))
  await watchingIdle(here.platform)
  here.platform.clock.advance(11 * 60_000)
  for (let attempt = 1; attempt <= 4; attempt++) await tries(ivy.email, from('192.0.2.7'))
  expect(await alerts()).toEqual([])
  here.platform.clock.advance(11 * 60_000)
  await failsFiveTimes()
  here.platform.clock.advance(61 * 60_000)
  await failsFiveTimes()
  expect(rulesOf(await alerts())).toEqual(['failed-sign-ins', 'failed-sign-ins'])
})

test('too many attempts are told by their own name', async () => {
  const ivy = await hire(here.organizationId)
  for (let attempt = 1; attempt <= 11; attempt++) await tries(ivy.email, from('192.0.2.7'))
  expect(namesOf(await events())).toContain('authn_login_fail_max')
})

test('the first sign-in tells from where somebody works; another network or device is an alert', async () => {
  const ivy = await hire(here.organizationId)
  await tries(ivy.email, from('192.0.2.7'), password)
  await tries(ivy.email, from('192.0.2.99', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/141.0'), password)
  expect(await alerts()).toEqual([])
  await tries(ivy.email, from('198.51.100.7'), password)
  expect(await alerts()).toMatchObject([
    { rule: 'sign-in-from-new-place', subject: ivy.userId, ip: '198.51.100.7', details: { new: 'network' } },
  ])
  await tries(ivy.email, from('198.51.100.8'), password)
  expect((await alerts())[0]).toMatchObject({ count: 1 })
})

test('a key is noticed once a day in each place, and a new network is an alert', async () => {
  const uses = async (ip: string) => {
    const identity = await authenticate(here.platform, { authorization: `Bearer ${here.bea.key}` })
    if (identity) worksHere(here.platform, identity, { ...from(ip, 'stock-sync/2') })
    await watchingIdle(here.platform)
  }
  for (const ip of ['192.0.2.7', '192.0.2.7', '192.0.2.8']) await uses(ip)
  expect(await events()).toHaveLength(2)
  expect(await alerts()).toEqual([])
  await uses('198.51.100.7')
  const [alert] = await alerts()
  expect(alert).toMatchObject({ rule: 'api-key-from-new-network', subject: expect.stringMatching(/^key:/) })
  here.platform.clock.advance(25 * 3_600_000)
  await uses('198.51.100.7')
  expect(await events()).toHaveLength(4)
})

test('a key that is bound elsewhere is refused, and that is told', async () => {
  const bound = { name: 'Stock', permissions: ['agents.read' as const], addresses: ['192.0.2.0/24'] }
  const { secret, id } = await createApiKey(here.olivia.ctx, bound)
  const identity = await authenticate(here.platform, { authorization: `Bearer ${secret}` })
  if (!identity) throw new Error('the key opens nothing')
  expect(worksHere(here.platform, identity, from('192.0.2.7'))).toBe(true)
  expect(worksHere(here.platform, identity, from('198.51.100.7'))).toBe(false)
  const [refused] = await events(here.olivia.ctx, { name: 'authz_fail' })
  expect(refused).toMatchObject({ actor: `key:${id}`, ip: '198.51.100.7', details: { reason: 'network' } })
})

test('what is audited and bears on security is an event, once it is done and only then', async () => {
  await changeMember(here.olivia.ctx, here.adam.userId, { roleId: 'owner' })
  await createApiKey(here.olivia.ctx, { name: 'Import', permissions: ['agents.read'] })
  await expect(changeMember(here.aron.ctx, here.vera.userId, { roleId: 'agent' })).rejects.toThrow(Forbidden)
  const [made, promoted, ...rest] = await events()
  expect(rest).toEqual([])
  expect(made).toMatchObject({ name: 'authn_token_created', actor: here.olivia.userId, details: { name: 'Import' } })
  expect(JSON.stringify(made)).not.toContain('fd_live_')
  expect(promoted).toMatchObject({ name: 'authz_change', details: { target: here.adam.userId, to: 'owner' } })
  expect(rulesOf(await alerts()).toSorted()).toEqual(['api-key-made', 'owner-added'])
  await expect(
    here.olivia.ctx.transaction(async within => {
      await changeMember(within, here.bea.userId, { roleId: 'owner' })
      throw new Error('no after all')
    }),
  ).rejects.toThrow('no after all')
  expect(await events()).toHaveLength(2)
})

test('a trail that is not intact is a critical alert', async () => {
  await createApiKey(here.olivia.ctx, { name: 'Import', permissions: ['agents.read'] })
  expect(await verify(here.olivia.ctx)).toMatchObject({ intact: true })
  expect(rulesOf(await alerts())).toEqual(['api-key-made'])
  const forge = { text: `UPDATE audit_heads SET hash = 'x' WHERE organization_id = $1`, values: [here.organizationId] }
  await systemSql(here.platform.database, [forge])
  expect(await verify(here.olivia.ctx)).toMatchObject({ intact: false })
  expect((await alerts())[0]).toMatchObject({ rule: 'audit-not-intact', level: 'critical', subject: null })
})

test('whoever tries every account fills the page, not the mailboxes; what is critical is mailed all the same', async () => {
  for (let n = 0; n < 30; n++)
    announceFrom(here.olivia.ctx, 'api-key.created', { details: { target: `key-${n}`, name: 'Import' } })
  announceFrom(here.olivia.ctx, 'member.role-changed', { details: { target: here.adam.userId, to: 'owner' } })
  expect(await alerts()).toHaveLength(31)
  const { items } = await selectMails(here.olivia.ctx, page)
  expect(items.filter(({ to }) => to === here.olivia.email)).toHaveLength(21)
})
