import { mailsOf } from '@frontdesk/testing/mails'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { beforeEach, expect, test } from 'vitest'
import { type Ctx, createCtx } from '#context'
import { Conflict, Forbidden, Invalid, LimitReached, NotFound, Unauthenticated } from '#errors'
import { acceptInvitation, readInvitation } from './accept-invitation.ts'
import { authenticate } from './authenticate.ts'
import { deleteInvitation, selectInvitations } from './invitation-store.ts'
import { invite } from './invite.ts'
import { writeOrganization } from './organization-store.ts'
import { setUp } from './set-up.ts'

const visit = { ip: '192.0.2.1', requestId: 'request' }
const password = 'correct horse battery'
const ivy = { name: 'Ivy', password: 'ivy’s own long password' }
const email = 'ivy@example.com'
const first = { limit: 10, after: undefined }

let platform: TestPlatform
let olivia: Ctx
beforeEach(async () => {
  platform = await testPlatform({ database: await emptiedDatabase() })
  const { session } = await setUp(
    platform,
    { organizationName: 'Northwind Bikes', name: 'Olivia', email: 'olivia@example.com', password },
    visit,
  )
  olivia = await ctxOf(session.token)
})

const ctxOf = async (token: string): Promise<Ctx> => {
  const identity = await authenticate(platform, { authorization: `Bearer ${token}` })
  if (!identity) throw new Error('The session opens nothing')
  return createCtx(platform, { ...identity, requestId: 'request' })
}
const tokenOf = ({ link }: { link: string }) => link.split('#')[1] ?? ''
const inviteIvy = async (roleId = 'agent') => tokenOf(await invite(olivia, { email: 'Ivy@Example.com', roleId }))

const mailsTo = (address: string) => mailsOf(platform, 'invitation', address)

test('Ivy reads what she is invited to, joins with a new account, and works there', async () => {
  const token = await inviteIvy()
  expect(await readInvitation(platform, token, visit)).toEqual({
    organizationName: 'Northwind Bikes',
    email,
    roleName: 'Agent',
    hasAccount: false,
  })
  await expect(acceptInvitation(platform, { token, account: { password } }, visit)).rejects.toThrow(Invalid)
  const joined = await acceptInvitation(platform, { token, account: ivy }, visit)
  expect(joined).toMatchObject({ user: { name: 'Ivy', email }, role: { id: 'agent', name: 'Agent' } })
  const ctx = await ctxOf(joined.session.token)
  expect(ctx.organizationId).toBe(olivia.organizationId)
  expect(ctx.actor.permissions.has('conversations.reply')).toBe(true)
  await expect(invite(olivia, { email, roleId: 'agent' })).rejects.toThrow(Conflict)
})

test('a link works once, even when it is used many times at the same moment', async () => {
  const token = await inviteIvy()
  const attempts = Array.from({ length: 8 }, () => acceptInvitation(platform, { token, account: ivy }, visit))
  const outcomes = await Promise.allSettled(attempts)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { rows } = await platform.database.owner.query(
    'SELECT token FROM auth_sessions JOIN auth_users u ON u.id = "userId" WHERE u.email = $1',
    [email],
  )
  expect(rows, 'no session is left by those who came too late').toHaveLength(1)
  await expect(acceptInvitation(platform, { token, account: ivy }, visit)).rejects.toThrow(NotFound)
})

test('links that have run out, were taken back, replaced or never were get the same sentence', async () => {
  const replaced = await inviteIvy()
  const back = await inviteIvy()
  const [pending] = (await selectInvitations(olivia, first)).items
  await deleteInvitation(olivia, pending?.id ?? '')
  const old = await inviteIvy()
  platform.clock.advance(72 * 60 * 60 * 1000 + 1)
  const said = new Set<string>()
  for (const token of [replaced, back, old, 'nonsense', ''])
    for (const attempt of [
      () => readInvitation(platform, token, visit),
      () => acceptInvitation(platform, { token, account: ivy }, visit),
    ])
      said.add(await attempt().then(String, (error: unknown) => String(error)))
  expect([...said]).toHaveLength(1)
  expect((await selectInvitations(olivia, first)).items).toEqual([])
})

test('an invitation is for its address: with an account it takes the session or the password of that address', async () => {
  const token = await inviteIvy()
  await expect(acceptInvitation(platform, { token }, visit)).rejects.toThrow(Unauthenticated)
  const mallory = await platform.signIn.register({ name: 'Mallory', email: 'mallory@example.com', password })
  const authorization = `Bearer ${mallory?.token}`
  await expect(acceptInvitation(platform, { token }, { ...visit, authorization })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const known = await platform.signIn.register({ ...ivy, email })
  expect(await readInvitation(platform, token, visit)).toMatchObject({ hasAccount: true })
  const wrong = { token, account: { name: 'Ivy', password: 'not hers at all' } }
  await expect(acceptInvitation(platform, wrong, visit)).rejects.toThrow(Conflict)
  const joined = await acceptInvitation(platform, { token }, { ...visit, authorization: `Bearer ${known?.token}` })
  expect(joined.organization.name).toBe('Northwind Bikes')
})

test('nobody invites to more than they may themselves, and guessing links is slowed down', async () => {
  const admin = await acceptInvitation(platform, { token: await inviteIvy('admin'), account: ivy }, visit)
  const ctx = await ctxOf(admin.session.token)
  await expect(invite(ctx, { email: 'max@example.com', roleId: 'owner' })).rejects.toThrow(Forbidden)
  const guesses = Array.from({ length: 30 }, (_, i) => readInvitation(platform, `guess-${i}`, visit))
  const outcomes = await Promise.allSettled(guesses)
  expect(outcomes.some(each => each.status === 'rejected' && each.reason.code === 'limit-reached')).toBe(true)
})

test('a whole office joins from one place, but nobody guesses an invited person’s password from there', async () => {
  for (let desk = 1; desk <= 12; desk++) {
    const token = tokenOf(await invite(olivia, { email: `desk-${desk}@example.com`, roleId: 'agent' }))
    expect(await readInvitation(platform, token, visit)).toMatchObject({ hasAccount: false })
  }
  await platform.signIn.register({ ...ivy, email })
  const guess = async () => {
    const account = { password: 'not what Ivy has chosen' }
    // Each time with a link of its own, so that it is the person who is counted.
    return acceptInvitation(platform, { token: await inviteIvy(), account }, visit)
  }
  for (let tries = 1; tries <= 10; tries++) await expect(guess()).rejects.toThrow(Conflict)
  await expect(guess()).rejects.toThrow(LimitReached)
})

test('Ivy gets a mail that says who invites her and where to, with the link of the reply; hostile names stay names', async () => {
  await writeOrganization(olivia, { name: 'Bikes\u202e <b>& https://evil.example/login' })
  const { link } = await invite(olivia, { email: 'Ivy@Example.com', roleId: 'agent' })
  const [sent] = await mailsTo(email)
  expect(sent?.subject).toMatch(/^Olivia invites you to Bikes <b>& https:/)
  expect(sent?.text).toContain(`\n${link}\n`)
  expect(sent?.text).toContain('72 hours')
  expect(sent?.text.match(/https?:\/\/[\w.]+/g)).toEqual(['http://localhost'])
  expect(sent?.html.match(/href="[^"]*"/g)).toEqual([`href="${link}"`])
  expect(sent?.html).toContain('&lt;b&gt;&amp; https')
  expect(sent?.html).not.toContain('<b>')
})

test('an invitation that is not made sends no mail', async () => {
  await expect(invite(olivia, { email: 'olivia@example.com', roleId: 'agent' })).rejects.toThrow(Conflict)
  await expect(invite(olivia, { email, roleId: 'nobody' })).rejects.toThrow(NotFound)
  expect(await mailsTo('olivia@example.com')).toEqual([])
  expect(await mailsTo(email)).toEqual([])
})
