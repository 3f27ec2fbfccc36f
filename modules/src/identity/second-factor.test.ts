import { codeAt } from '@frontdesk/testing/one-time-code'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { beforeEach, expect, test } from 'vitest'
import { Conflict } from '#errors'
import { authenticate } from './authenticate.ts'
import { changePassword } from './change-password.ts'
import {
  confirmSecondFactor,
  enrolSecondFactor,
  readSecondFactor,
  removeSecondFactor,
  showSecondFactor,
} from './second-factor.ts'
import { listSessions } from './sessions.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'

const here = { ip: '192.0.2.1', requestId: 'request' }
const olivia = { email: 'olivia@example.com', password: 'correct horse battery' }
let platform: TestPlatform
let desk: string
beforeEach(async () => {
  platform = await testPlatform({ database: await emptiedDatabase() })
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', ...olivia }
  desk = (await setUp(platform, first, here)).session.token
})

const by = (token: string) => ({ ...here, authorization: `Bearer ${token}` })
const lacks = async (token: string) => (await authenticate(platform, by(token)))?.lacks
const comeIn = async () => (await signIn(platform, olivia, here)).session.token
const refused = { code: 'forbidden' }
const needsCode = { code: 'second-factor-required' }

/** Olivia's app, with the codes on the paper that she printed. */
const setUpApp = async () => {
  const { secret, uri } = await enrolSecondFactor(platform, by(desk))
  expect(uri).toContain(`secret=${secret}`)
  const { recoveryCodes } = await confirmSecondFactor(platform, codeAt(secret, platform.clock.now()), by(desk))
  platform.clock.advance(60_000)
  return { code: () => codeAt(secret, platform.clock.now()), recoveryCodes }
}

test('with an app set up, a password alone opens nothing until its code is shown', async () => {
  const nothing = { isSetUp: false, isShown: false, isRequired: false, hasPasskey: false }
  expect(await readSecondFactor(platform, by(desk))).toEqual(nothing)
  const { code } = await setUpApp()
  expect(await lacks(desk)).toBeUndefined()
  const phone = await comeIn()
  expect(await lacks(phone)).toBe('code')
  await expect(listSessions(platform, by(phone))).rejects.toMatchObject(needsCode)
  const next = 'another horse battery'
  await expect(changePassword(platform, { current: olivia.password, next }, by(phone))).rejects.toMatchObject(needsCode)
  await expect(showSecondFactor(platform, '000000', by(phone))).rejects.toMatchObject(refused)
  await showSecondFactor(platform, code(), by(phone))
  expect(await lacks(phone)).toBeUndefined()
  expect(await readSecondFactor(platform, by(phone))).toMatchObject({ isSetUp: true, isShown: true })
})

test('a code counts once, for all who try it at the same moment, and neither too early nor too late', async () => {
  const { code } = await setUpApp()
  const sessions = await Promise.all([comeIn(), comeIn(), comeIn(), comeIn()])
  const now = code()
  const outcomes = await Promise.allSettled(sessions.map(token => showSecondFactor(platform, now, by(token))))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(showSecondFactor(platform, now, by(await comeIn()))).rejects.toMatchObject(refused)
  const old = code()
  platform.clock.advance(90_000)
  await expect(showSecondFactor(platform, old, by(await comeIn()))).rejects.toMatchObject(refused)
})

test('ten wrong codes, also a hundred at once, close the door for a quarter of an hour, even for the right one', async () => {
  const { code } = await setUpApp()
  const phone = await comeIn()
  const guesses = Array.from({ length: 100 }, (_, i) =>
    showSecondFactor(platform, String(i).padStart(6, '0'), by(phone)).then(
      () => 'in',
      (error: { code: string }) => error.code,
    ),
  )
  const said = await Promise.all(guesses)
  expect(said).not.toContain('in')
  expect(said.filter(each => each === 'forbidden')).toHaveLength(10)
  await expect(showSecondFactor(platform, code(), by(phone))).rejects.toMatchObject({ code: 'limit-reached' })
  platform.clock.advance(15 * 60_000 + 1)
  await showSecondFactor(platform, code(), by(phone))
  expect(await lacks(phone)).toBeUndefined()
})

test('a recovery code stands in for the app, once, however it is typed', async () => {
  const { recoveryCodes } = await setUpApp()
  expect(new Set(recoveryCodes).size).toBe(10)
  const [first = '', second = ''] = recoveryCodes
  const phone = await comeIn()
  await showSecondFactor(platform, first.toUpperCase().replaceAll('-', ' '), by(phone))
  await expect(showSecondFactor(platform, first, by(await comeIn()))).rejects.toMatchObject(refused)
  await showSecondFactor(platform, second, by(await comeIn()))
})

test('the app is set up and taken away only by whoever has shown it', async () => {
  const { code } = await setUpApp()
  const phone = await comeIn()
  for (const attempt of [
    () => enrolSecondFactor(platform, by(phone)),
    () => removeSecondFactor(platform, code(), by(phone)),
  ])
    await expect(attempt()).rejects.toMatchObject(needsCode)
  await expect(enrolSecondFactor(platform, by(desk))).rejects.toThrow(Conflict)
  await expect(removeSecondFactor(platform, '000000', by(desk))).rejects.toMatchObject(refused)
  await removeSecondFactor(platform, code(), by(desk))
  expect(await lacks(phone)).toBeUndefined()
  expect(await readSecondFactor(platform, by(desk))).toMatchObject({ isSetUp: false, isShown: false })
})

test('an app that was never confirmed asks for nothing, and another may be set up in its place', async () => {
  const first = await enrolSecondFactor(platform, by(desk))
  const second = await enrolSecondFactor(platform, by(desk))
  const wrong = confirmSecondFactor(platform, codeAt(first.secret, platform.clock.now()), by(desk))
  await expect(wrong).rejects.toMatchObject(refused)
  expect(await lacks(await comeIn())).toBeUndefined()
  await confirmSecondFactor(platform, codeAt(second.secret, platform.clock.now()), by(desk))
  expect(await lacks(await comeIn())).toBe('code')
})

test('neither the secret nor a recovery code stands in the tables as it is', async () => {
  const { secret } = await enrolSecondFactor(platform, by(desk))
  const { recoveryCodes } = await confirmSecondFactor(platform, codeAt(secret, platform.clock.now()), by(desk))
  const { owner } = platform.database
  const kept = JSON.stringify([
    (await owner.query('SELECT * FROM auth_factors')).rows,
    (await owner.query(`SELECT encode(code_hash, 'escape') AS code FROM auth_recovery_codes`)).rows,
  ])
  for (const plain of [secret, ...recoveryCodes]) expect(kept).not.toContain(plain)
  // Moved to somebody else, the sealed secret opens nothing.
  await platform.signIn.register({ name: 'Mallory', email: 'mallory@example.com', password: olivia.password })
  await owner.query('DELETE FROM auth_recovery_codes')
  await owner.query(`UPDATE auth_factors SET user_id = (SELECT id FROM auth_users WHERE name = 'Mallory')`)
  const mallory = await platform.signIn.signIn({ email: 'mallory@example.com', password: olivia.password })
  if (!mallory) throw new Error('Mallory could not sign in')
  await expect(platform.signIn.secondFactor.show(mallory, codeAt(secret, platform.clock.now()))).rejects.toThrow()
})
