import { mailsOf } from '@frontdesk/testing/mails'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { beforeEach, expect, test } from 'vitest'
import { Invalid, LimitReached, Unauthenticated } from '#errors'
import { askPasswordReset } from './ask-password-reset.ts'
import { authenticate } from './authenticate.ts'
import { makeResetLink } from './make-reset-link.ts'
import { resetPassword } from './reset-password.ts'
import { confirmSecondFactor, enrolSecondFactor } from './second-factor.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'

const visit = { ip: '192.0.2.1', requestId: 'request' }
const olivia = { email: 'olivia@example.com', password: 'correct horse battery' }
const password = 'another horse battery'

let platform: TestPlatform
let desk: { authorization: string }
beforeEach(async () => {
  platform = await testPlatform({ database: await emptiedDatabase() })
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', ...olivia }
  desk = { authorization: `Bearer ${(await setUp(platform, first, visit)).session.token}` }
})

const resetMails = () => mailsOf(platform, 'password-reset')
const tokens = async () => (await resetMails()).map(({ text }) => /new-password#([\w-]{43})\n/.exec(text)?.[1] ?? '')
const ask = async (email = olivia.email) => {
  await askPasswordReset(platform, email, visit)
  return (await tokens()).at(-1) ?? ''
}
const actions = async () =>
  (await platform.database.owner.query<{ action: string }>('SELECT action FROM audit_entries ORDER BY seq')).rows

test('whoever forgot their password gets a link, chooses another one, and is signed out everywhere', async () => {
  const token = await ask('Olivia@Example.com')
  const [mail] = await resetMails()
  expect(mail).toMatchObject({ to: olivia.email, status: 'kept' })
  expect(mail?.html).toContain(`href="http://localhost:3000/new-password#${token}"`)
  expect(await authenticate(platform, desk)).toBeDefined()
  await resetPassword(platform, { token, password }, visit)
  expect(await authenticate(platform, desk)).toBeUndefined()
  await expect(signIn(platform, olivia, visit)).rejects.toThrow(Unauthenticated)
  expect(await mailsOf(platform, 'password-changed')).toMatchObject([
    { to: olivia.email, text: expect.stringContaining('http://localhost:3000/forgot-password\n') },
  ])
  expect(await signIn(platform, { ...olivia, password }, visit)).toMatchObject({ user: { emailVerified: true } })
  expect((await actions()).map(({ action }) => action)).toEqual([
    'organization.created',
    'password.reset',
    'session.started',
  ])
})

test('links that were used, have run out, were overtaken, are for something else or never were get one sentence', async () => {
  const [used, overtaken] = [await ask(), await ask()]
  await resetPassword(platform, { token: used, password }, visit)
  const old = await ask()
  platform.clock.advance(60 * 60 * 1000)
  const verification = (await platform.signIn.links.issue('email-verification', olivia.email, 60_000))?.token ?? ''
  const said = new Set<string>()
  for (const token of [used, overtaken, old, verification, `${used}x`, 'nonsense'])
    said.add(
      await resetPassword(platform, { token, password: 'a third horse battery' }, visit).then(
        String,
        (error: unknown) => String(error),
      ),
    )
  expect([...said]).toEqual([expect.stringContaining('This link does not work')])
  expect(await signIn(platform, { ...olivia, password }, visit)).toMatchObject({ user: { name: 'Olivia' } })
})

test('an address without an account gets no mail, and nothing tells: not the answer, not the time', async () => {
  const time = async (email: string, ip: string) => {
    const begun = performance.now()
    expect(await askPasswordReset(platform, email, { ...visit, ip })).toBeUndefined()
    return performance.now() - begun
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let round = 0; round < 5; round++) {
    known.push(await time(olivia.email, `192.0.2.${round}`))
    unknown.push(await time(`nobody-${round}@example.com`, `192.0.2.${round}`))
  }
  // The quickest of each: a busy machine makes some later, and none sooner.
  const [one, other] = [Math.min(...known), Math.min(...unknown)]
  expect(Math.min(one, other)).toBeGreaterThan(290)
  expect(Math.abs(one - other)).toBeLessThan(30)
  expect((await resetMails()).map(mail => mail.to)).toEqual(Array.from({ length: 5 }, () => olivia.email))
})

test('nobody fills a mailbox, from however many places, nor asks for many from one; a guess is counted', async () => {
  for (let place = 1; place <= 5; place++)
    await askPasswordReset(platform, olivia.email, { ...visit, ip: `198.51.100.${place}` })
  for (const email of [olivia.email, olivia.email.toUpperCase()])
    await expect(askPasswordReset(platform, email, { ...visit, ip: '198.51.100.9' })).rejects.toThrow(LimitReached)
  expect(await resetMails()).toHaveLength(5)
  const asked = Array.from({ length: 25 }, (_, i) => askPasswordReset(platform, `nobody-${i}@example.com`, visit))
  const outcomes = await Promise.allSettled(asked)
  expect(outcomes.filter(each => each.status === 'rejected' && each.reason instanceof LimitReached)).toHaveLength(5)
  const guesses = Array.from({ length: 15 }, (_, i) =>
    resetPassword(platform, { token: `guess-${i}`, password }, visit),
  )
  const guessed = await Promise.allSettled(guesses)
  expect(guessed.some(each => each.status === 'rejected' && each.reason instanceof LimitReached)).toBe(true)
})

test('a limit that cannot be counted lets nothing through', async () => {
  const broken = { ...platform, rateLimit: { take: () => Promise.reject(new Error('away')) } }
  await expect(askPasswordReset(broken, olivia.email, visit)).rejects.toThrow('away')
  expect(await resetMails()).toEqual([])
})

test('a common password is refused, and the link is good for a better one', async () => {
  const token = await ask()
  for (const common of ['qwerty123456', olivia.email])
    await expect(resetPassword(platform, { token, password: common }, visit)).rejects.toThrow(Invalid)
  await resetPassword(platform, { token, password }, visit)
})

test('of many who use a link at the same moment one has it', async () => {
  const token = await ask()
  const all = Array.from({ length: 6 }, (_, i) =>
    resetPassword(platform, { token, password: `${password} ${i}` }, visit),
  )
  const outcomes = await Promise.allSettled(all)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('a second factor is asked for after a new password as before', async () => {
  const { secret } = await enrolSecondFactor(platform, { ...visit, ...desk })
  await confirmSecondFactor(platform, codeAt(secret, platform.clock.now()), { ...visit, ...desk })
  await resetPassword(platform, { token: await ask(), password }, visit)
  const { session } = await signIn(platform, { ...olivia, password }, visit)
  expect(await authenticate(platform, { authorization: `Bearer ${session.token}` })).toMatchObject({ lacks: 'code' })
})

test('whoever belongs to no organization just now can still choose a new password', async () => {
  await platform.signIn.register({ name: 'Ivy', email: 'ivy@example.com', password: olivia.password })
  const token = await ask('ivy@example.com')
  await resetPassword(platform, { token, password }, visit)
  expect(await platform.signIn.signIn({ email: 'ivy@example.com', password })).toBeDefined()
})

test('whoever runs the installation makes a link by hand, for an address that has an account', async () => {
  const link = await makeResetLink(platform, olivia.email)
  expect(link).toMatch(/^http:\/\/localhost:3000\/new-password#[\w-]{43}$/)
  await resetPassword(platform, { token: link?.split('#')[1] ?? '', password }, visit)
  expect(await makeResetLink(platform, 'nobody@example.com')).toBeUndefined()
  expect(await resetMails()).toEqual([])
})
