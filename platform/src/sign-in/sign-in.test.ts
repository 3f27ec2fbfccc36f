import { testClock } from '@frontdesk/testing/clock'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { freshDatabase } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../database/port.ts'
import { createBetterAuthSignIn } from './better-auth.ts'
import { resealAccounts } from './reseal-accounts.ts'
import { signInSuite } from './sign-in.suite.ts'

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})

const open = (secret = 'a secret of tests, as long as it has to be', previousSecret?: string) => {
  const clock = testClock()
  const signIn = createBetterAuthSignIn({ database, clock, secret, previousSecret, url: 'http://localhost:3000' })
  return { signIn, clock, advance: clock.advance }
}

signInSuite('Better Auth', async () => open())

test('the tables hold neither a password nor a token that opens a session', async () => {
  const { signIn } = open()
  const session = await signIn.register({ name: 'Olivia', email: 'o@example.com', password: 'correct horse battery' })
  if (!session) throw new Error('Olivia could not register')
  const { rows: accounts } = await database.owner.query('SELECT * FROM auth_accounts')
  const { rows: sessions } = await database.owner.query('SELECT * FROM auth_sessions')
  const kept = JSON.stringify([accounts, sessions])
  expect(kept).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  expect(kept).not.toContain('correct horse battery')
  expect(kept).not.toContain(session.token)
  for (const { token } of sessions) expect(await signIn.find(token)).toBeUndefined()
})

test('a session signed by another server secret opens nothing', async () => {
  const session = await open('another secret of tests, long enough too').signIn.register({
    name: 'Rita',
    email: 'rita@example.com',
    password: 'correct horse battery',
  })
  if (!session) throw new Error('Rita could not register')
  expect(await open().signIn.find(session.token)).toBeUndefined()
})

test('when the server’s secret changes, sessions and second factors go on, and factors without the old one at last', async () => {
  const [before, today] = [
    'a secret of tests, as long as it has to be',
    'the next secret of tests, long enough as well',
  ]
  const { signIn, clock } = open(before)
  const session = await signIn.register({ name: 'Zoe', email: 'zoe@example.com', password: 'correct horse battery' })
  if (!session) throw new Error('Zoe could not register')
  const factor = await signIn.secondFactor.enrol(session.person)
  await signIn.secondFactor.confirm(session, codeAt(String(factor?.secret), clock.now()))

  const changing = open(today, before)
  const found = await changing.signIn.find(session.token)
  expect(found?.person).toEqual(session.person)
  changing.advance(60_000)
  const code = () => codeAt(String(factor?.secret), changing.clock.now())
  expect(found && (await changing.signIn.secondFactor.show(found, code()))).toBe(true)

  expect(await resealAccounts(database, { secret: today })).toEqual({ resealed: 0, unreadable: 1 })
  const secrets = { secret: today, previousSecret: before }
  expect(await resealAccounts(database, secrets)).toEqual({ resealed: 1, unreadable: 0 })
  expect(await resealAccounts(database, secrets)).toEqual({ resealed: 0, unreadable: 0 })
  const done = open(today)
  expect(await done.signIn.find(session.token)).toBeUndefined()
  changing.advance(60_000)
  done.advance(120_000)
  expect(found && (await done.signIn.secondFactor.show(found, code()))).toBe(true)
})

test('an unknown address takes about as long as a wrong password', async () => {
  const { signIn } = open()
  await signIn.register({ name: 'Olivia', email: 'slow@example.com', password: 'correct horse battery' })
  const time = async (email: string) => {
    const begun = performance.now()
    await signIn.signIn({ email, password: 'wrong horse battery' })
    return performance.now() - begun
  }
  await time('warm@example.com')
  // In turn, so that a machine that is busy for a while is so for both. Without a hash an unknown one took a tenth.
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
  for (let round = 0; round < 15; round++) {
    times.known.push(await time('slow@example.com'))
    times.unknown.push(await time('nobody@example.com'))
  }
  const median = (all: number[]) => all.toSorted((a, b) => a - b)[7] ?? 0
  const [known, unknown] = [median(times.known), median(times.unknown)]
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(3)
})

test('a link that went to an address which is another one by now proves nothing', async () => {
  const { signIn } = open()
  const session = await signIn.register({ name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' })
  const [reset, verification] = [
    await signIn.links.issue('password-reset', 'ada@example.com', 1_000),
    await signIn.links.issue('email-verification', 'ada@example.com', 1_000),
  ]
  expect(await signIn.links.read('password-reset', reset?.token ?? '')).toEqual(session?.person)
  await database.owner.query('UPDATE auth_users SET email = $2 WHERE id = $1', [session?.person.id, 'new@example.com'])
  expect(await signIn.links.read('password-reset', reset?.token ?? '')).toBeUndefined()
  expect(await signIn.links.resetPassword(reset?.token ?? '', 'another horse battery')).toBeUndefined()
  expect(await signIn.links.verifyEmail(verification?.token ?? '')).toBeUndefined()
  expect(await signIn.find(session?.token ?? '')).toMatchObject({ person: { emailVerified: false } })
})

test('the tables hold no token of a link', async () => {
  const { signIn } = open()
  await signIn.register({ name: 'Lin', email: 'lin@example.com', password: 'correct horse battery' })
  const issued = await signIn.links.issue('password-reset', 'lin@example.com', 1_000)
  const { rows } = await database.owner.query<{ kept: string }>('SELECT auth_links::text AS kept FROM auth_links')
  const kept = JSON.stringify(rows)
  const token = issued?.token ?? ''
  expect(kept).not.toContain(token)
  expect(kept).not.toContain(Buffer.from(token).toString('hex'))
  expect(await signIn.links.read('password-reset', token)).toMatchObject({ name: 'Lin' })
})
