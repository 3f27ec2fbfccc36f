import { mailsOf } from '@frontdesk/testing/mails'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'
import { Conflict, Invalid, LimitReached, NotFound, Unauthenticated } from '#errors'
import { authenticate } from './authenticate.ts'
import { changePassword } from './change-password.ts'
import { endOtherSessions, endSession, listSessions } from './sessions.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'

const here = { ip: '192.0.2.1', requestId: 'request', userAgent: 'Desk' }
const olivia = { email: 'olivia@example.com', password: 'correct horse battery' }
const next = 'another horse battery'

let platform: TestPlatform
let desk: string
let phone: string
beforeEach(async () => {
  platform = await testPlatform({ database: await emptiedDatabase() })
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', ...olivia }
  desk = (await setUp(platform, first, here)).session.token
  phone = (await signIn(platform, olivia, { ...here, ip: '192.0.2.7', userAgent: 'Phone' })).session.token
})

const by = (token: string) => ({ ...here, authorization: `Bearer ${token}` })
const isIn = async (token: string) => (await authenticate(platform, by(token))) !== undefined
const idOf = async (userAgent: string) =>
  (await listSessions(platform, by(desk))).items.find(session => session.userAgent === userAgent)?.id ?? ''

test('Olivia sees where she is signed in, and ends the session on the phone that she lost', async () => {
  const { items } = await listSessions(platform, by(desk))
  expect(items).toHaveLength(2)
  expect(items).toContainEqual(expect.objectContaining({ current: false, ip: '192.0.2.7', userAgent: 'Phone' }))
  expect(items.filter(({ current }) => current)).toHaveLength(1)
  expect(await isIn(phone)).toBe(true)
  await endSession(platform, await idOf('Phone'), by(desk))
  expect([await isIn(desk), await isIn(phone)]).toEqual([true, false])
  await endOtherSessions(platform, by(desk))
  expect(await isIn(desk)).toBe(true)
})

test('nobody ends another person’s session, and a key has none', async () => {
  const mallory = await platform.signIn.register({ ...olivia, name: 'Mallory', email: 'mallory@example.com' })
  await expect(endSession(platform, await idOf('Phone'), by(mallory?.token ?? ''))).rejects.toThrow(NotFound)
  await expect(endOtherSessions(platform, by('nonsense'))).rejects.toThrow(Unauthenticated)
  expect(await isIn(phone)).toBe(true)
  const other = await world()
  await expect(listSessions(other.platform, by(other.olivia.key))).rejects.toThrow(Conflict)
})

test('a new password needs the present one, ends every other session, and is the only one from then on', async () => {
  await expect(changePassword(platform, { current: 'wrong', next }, by(desk))).rejects.toMatchObject({
    code: 'forbidden',
  })
  for (const common of ['qwerty123456', 'passwordpassword', olivia.email])
    await expect(changePassword(platform, { current: olivia.password, next: common }, by(desk))).rejects.toThrow(
      Invalid,
    )
  expect(await mailsOf(platform, 'password-changed')).toEqual([])
  await changePassword(platform, { current: olivia.password, next }, by(desk))
  expect(await mailsOf(platform, 'password-changed')).toMatchObject([{ to: olivia.email }])
  expect([await isIn(desk), await isIn(phone)]).toEqual([true, false])
  await expect(signIn(platform, olivia, here)).rejects.toThrow(Unauthenticated)
  expect(await signIn(platform, { ...olivia, password: next }, here)).toMatchObject({ user: { name: 'Olivia' } })
})

test('whoever sits at an open desk cannot guess the password for long', async () => {
  const guesses = Array.from({ length: 12 }, () => changePassword(platform, { current: 'a guess', next }, by(desk)))
  const outcomes = await Promise.allSettled(guesses)
  expect(outcomes.some(each => each.status === 'rejected' && each.reason instanceof LimitReached)).toBe(true)
})
