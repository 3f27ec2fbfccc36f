import type { MailKind } from '@frontdesk/contract/mail'
import { createSmtpMail } from '@frontdesk/platform/mail/smtp'
import { mailsOf } from '@frontdesk/testing/mails'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { beforeEach, expect, test } from 'vitest'
import { type Ctx, createCtx } from '#context'
import { Conflict, LimitReached, Unauthenticated } from '#errors'
import { acceptInvitation } from './accept-invitation.ts'
import { askEmailVerification } from './ask-email-verification.ts'
import { authenticate } from './authenticate.ts'
import { changeName } from './change-name.ts'
import { createOrganization } from './create-organization.ts'
import { invite } from './invite.ts'
import { selectMembers } from './people-store.ts'
import { readSession } from './read-session.ts'
import { setUp } from './set-up.ts'
import { switchOrganization } from './switch-organization.ts'
import { verifyEmail } from './verify-email.ts'

const visit = { ip: '192.0.2.1', requestId: 'request' }
const email = 'olivia@example.com'
const password = 'correct horse battery'

let platform: TestPlatform
let olivia: typeof visit & { authorization: string }
beforeEach(async () => {
  platform = await testPlatform({ database: await emptiedDatabase() })
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', email, password }
  olivia = { ...visit, authorization: `Bearer ${(await setUp(platform, first, visit)).session.token}` }
})

const ctxOf = async (by: { authorization: string }): Promise<Ctx> => {
  const identity = await authenticate(platform, by)
  if (!identity) throw new Error('The session opens nothing')
  return createCtx(platform, { ...identity, requestId: 'request' })
}
const isVerified = async () => (await readSession(await ctxOf(olivia))).user.emailVerified
const mailsTo = async (address: string, kind: MailKind = 'email-verification') =>
  (await mailsOf(platform, kind, address)).map(({ text }) => text)
const tokenIn = (text: string | undefined) => /#([\w-]{43})\n/.exec(text ?? '')?.[1] ?? ''

test('whoever sets Frontdesk up gets a mail that confirms their address, and works without it', async () => {
  const [mail] = await mailsTo(email)
  expect(mail).toContain('24 hours')
  expect(await isVerified()).toBe(false)
  const token = tokenIn(mail)
  await verifyEmail(platform, token, visit)
  expect(await isVerified()).toBe(true)
  await expect(verifyEmail(platform, token, visit)).rejects.toThrow('This link does not work')
  await expect(askEmailVerification(platform, olivia)).rejects.toThrow(Conflict)
  const { rows } = await platform.database.owner.query('SELECT action FROM audit_entries ORDER BY seq')
  expect(rows).toEqual([{ action: 'organization.created' }, { action: 'email.verified' }])
})

test('another such mail can be had, a few times an hour; a link has run out after a day', async () => {
  await askEmailVerification(platform, olivia)
  const [first, second] = await mailsTo(email)
  platform.clock.advance(24 * 60 * 60 * 1000 - 1)
  await askEmailVerification(platform, olivia)
  platform.clock.advance(1)
  for (const old of [first, second, 'nonsense'])
    await expect(verifyEmail(platform, tokenIn(old), visit)).rejects.toThrow('This link does not work')
  for (let more = 0; more < 4; more++) await askEmailVerification(platform, olivia)
  await expect(askEmailVerification(platform, olivia)).rejects.toThrow(LimitReached)
  await expect(askEmailVerification(platform, visit)).rejects.toThrow(Unauthenticated)
  await verifyEmail(platform, tokenIn((await mailsTo(email)).at(-1)), visit)
})

test('an invitation by mail proves the address; the link that the inviter was shown does not', async () => {
  // Nothing is sent here: no loop runs.
  const mail = createSmtpMail({ kind: 'smtp', url: 'smtp://127.0.0.1:1', from: { name: '', address: 'd@example.com' } })
  platform = { ...platform, mail }
  const owner = await ctxOf(olivia)
  const join = async (address: string, way: 'mailed' | 'shown') => {
    const { link } = await invite(owner, { email: address, roleId: 'agent' })
    const mailed = tokenIn((await mailsTo(address, 'invitation'))[0])
    expect(link).not.toContain(mailed)
    const token = way === 'mailed' ? mailed : (link.split('#')[1] ?? '')
    return (await acceptInvitation(platform, { token, account: { name: 'Ivy', password } }, visit)).user
  }
  expect(await join('ivy@example.com', 'mailed')).toMatchObject({ emailVerified: true })
  expect(await mailsTo('ivy@example.com')).toEqual([])
  expect(await join('ida@example.com', 'shown')).toMatchObject({ emailVerified: false })
  expect(await mailsTo('ida@example.com')).toHaveLength(1)
  expect(await platform.signIn.signIn({ email: 'ivy@example.com', password })).toMatchObject({
    person: { emailVerified: true },
  })
})

test('where nothing sends mails, an invitation proves nothing, since owners read it', async () => {
  const { link } = await invite(await ctxOf(olivia), { email: 'ivy@example.com', roleId: 'agent' })
  const token = link.split('#')[1] ?? ''
  const { user } = await acceptInvitation(platform, { token, account: { name: 'Ivy', password } }, visit)
  expect(user.emailVerified).toBe(false)
})

test('Olivia changes her name, and everybody sees it in all of her organizations', async () => {
  const bikes = await ctxOf(olivia)
  const { id } = await createOrganization(bikes, 'Northwind Boats')
  expect(await changeName(platform, 'Olivia Berg', olivia)).toMatchObject({ user: { name: 'Olivia Berg', email } })
  expect(await readSession(bikes)).toMatchObject({ user: { name: 'Olivia Berg' } })
  await switchOrganization(platform, id, olivia)
  const { items } = await selectMembers(await ctxOf(olivia), { limit: 5, after: undefined })
  expect(items).toMatchObject([{ name: 'Olivia Berg' }])
  const { rows } = await platform.database.owner.query(
    `SELECT count(*)::int AS noted FROM audit_entries WHERE action = 'person.renamed' AND entry NOT LIKE '%Olivia%'`,
  )
  expect(rows).toEqual([{ noted: 2 }])
})
