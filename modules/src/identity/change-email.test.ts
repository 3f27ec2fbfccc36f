import { mailsOf } from '@frontdesk/testing/mails'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { beforeEach, expect, test } from 'vitest'
import { createCtx } from '#context'
import { Conflict, LimitReached, Unauthenticated } from '#errors'
import { askPasswordReset } from './ask-password-reset.ts'
import { authenticate } from './authenticate.ts'
import { askEmailChange, changeEmail } from './change-email.ts'
import { createOrganization } from './create-organization.ts'
import { selectMembers } from './people-store.ts'
import { resetPassword } from './reset-password.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'

const here = { ip: '192.0.2.1', requestId: 'request' }
const olivia = { email: 'olivia@example.com', password: 'correct horse battery' }
const berg = 'berg@example.com'
const ivy = { name: 'Ivy', email: 'ivy@example.com', password: olivia.password }

let platform: TestPlatform
let desk: typeof here & { authorization: string }
let ivys: typeof desk
let ivyId: string
beforeEach(async () => {
  platform = await testPlatform({ database: await emptiedDatabase() })
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', ...olivia }
  desk = { ...here, authorization: `Bearer ${(await setUp(platform, first, here)).session.token}` }
  const session = await platform.signIn.register(ivy)
  ivyId = session?.person.id ?? ''
  ivys = { ...here, authorization: `Bearer ${session?.token}` }
})

const linksTo = async (address: string) =>
  (await mailsOf(platform, 'email-change', address)).map(
    ({ text }) => /new-address#([\w-]{43})\n/.exec(text)?.[1] ?? '',
  )
const ask = async (address = berg, by = desk) => {
  await askEmailChange(platform, address, by)
  return (await linksTo(address.toLowerCase())).at(-1) ?? ''
}
const told = async () => (await mailsOf(platform, 'email-changed')).map(({ to, subject }) => `${to}: ${subject}`)
const subjects = ['Your address for Frontdesk is to be changed', 'Your address for Frontdesk was changed'] as const

test('Olivia’s new address counts once she opened its link, in all of her organizations, and the old one is told', async () => {
  const identity = await authenticate(platform, desk)
  if (!identity) throw new Error('The session opens nothing')
  const ctx = createCtx(platform, { ...identity, requestId: 'request' })
  await createOrganization(ctx, 'Northwind Boats')
  const token = await ask('Berg@Example.com')
  expect(await told()).toEqual([`${olivia.email}: ${subjects[0]}`])
  expect(await signIn(platform, olivia, here)).toMatchObject({ user: { email: olivia.email } })
  expect((await changeEmail(platform, token, desk)).user).toMatchObject({ email: berg, emailVerified: true })
  expect(await told()).toEqual(subjects.map(subject => `${olivia.email}: ${subject}`))
  await expect(signIn(platform, olivia, here)).rejects.toThrow(Unauthenticated)
  expect(await signIn(platform, { ...olivia, email: berg }, here)).toMatchObject({ user: { name: 'Olivia' } })
  expect((await selectMembers(ctx, { limit: 5, after: undefined })).items).toMatchObject([{ email: berg }])
  const { rows } = await platform.database.owner.query(
    `SELECT count(*)::int AS noted, bool_and(entry NOT LIKE '%berg@%') AS discreet FROM audit_entries WHERE action = 'email.changed'`,
  )
  expect(rows).toEqual([{ noted: 2, discreet: true }])
})

test('a link works once, for a day, and only with a session of the person who asked', async () => {
  const old = await ask()
  platform.clock.advance(24 * 60 * 60 * 1000)
  const token = await ask()
  for (const [bad, by] of [
    [old, desk],
    ['nonsense', desk],
  ] as const)
    await expect(changeEmail(platform, bad, by)).rejects.toMatchObject({ code: 'not-found' })
  await expect(changeEmail(platform, token, here)).rejects.toThrow(Unauthenticated)
  expect(await platform.signIn.emailChange.finish(ivyId, token)).toBeUndefined()
  await changeEmail(platform, token, desk)
  await expect(changeEmail(platform, token, desk)).rejects.toMatchObject({ code: 'not-found' })
})

test('an address that has an account gets no link, and whoever asks hears nothing of it', async () => {
  expect(await ask(ivy.email)).toBe('')
  expect(await ask('nobody@example.com')).not.toBe('')
  await expect(askEmailChange(platform, olivia.email.toUpperCase(), desk)).rejects.toThrow(Conflict)
})

test('an address that somebody else has taken meanwhile stays theirs', async () => {
  const [hers, his] = [await ask(), await ask(berg, ivys)]
  await platform.signIn.emailChange.finish(ivyId, his)
  await expect(changeEmail(platform, hers, desk)).rejects.toThrow('Another account has this address by now')
  expect(await signIn(platform, olivia, here)).toMatchObject({ user: { email: olivia.email } })
})

test('whoever did not ask for it stops it with a new password, as the mail to the old address says', async () => {
  const token = await ask()
  await askPasswordReset(platform, olivia.email, here)
  const [mail] = await mailsOf(platform, 'password-reset', olivia.email)
  const reset = /#([\w-]{43})\n/.exec(mail?.text ?? '')?.[1] ?? ''
  await resetPassword(platform, { token: reset, password: 'another horse battery' }, here)
  await expect(changeEmail(platform, token, desk)).rejects.toThrow(Unauthenticated)
})

test('links to the old address end with it', async () => {
  await askPasswordReset(platform, olivia.email, here)
  const [mail] = await mailsOf(platform, 'password-reset', olivia.email)
  const reset = /#([\w-]{43})\n/.exec(mail?.text ?? '')?.[1] ?? ''
  await changeEmail(platform, await ask(), desk)
  await expect(
    resetPassword(platform, { token: reset, password: 'another horse battery' }, here),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('nobody fills a mailbox with such links, and guesses are counted', async () => {
  for (let time = 0; time < 5; time++) await ask()
  await expect(askEmailChange(platform, berg, desk)).rejects.toThrow(LimitReached)
  const guesses = Array.from({ length: 15 }, (_, i) => changeEmail(platform, `guess-${i}`, desk))
  const outcomes = await Promise.allSettled(guesses)
  expect(outcomes.some(each => each.status === 'rejected' && each.reason instanceof LimitReached)).toBe(true)
})
