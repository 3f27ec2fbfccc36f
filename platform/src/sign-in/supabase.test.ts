import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openSupabaseDesk, type SupabaseDesk } from '@frontdesk/testing/supabase-desk'
import { startSupabase } from '@frontdesk/testing/supabase-lite'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSealer } from '../sealed-text.ts'
import type { Session } from './port.ts'
import { signInSuite } from './sign-in.suite.ts'
import { createSupabaseSignIn } from './supabase.ts'

let desk: SupabaseDesk
beforeAll(async () => {
  desk = await openSupabaseDesk(createSupabaseSignIn)
}, 60_000)
afterAll(() => desk?.close())

const hourMs = 60 * 60_000

signInSuite('Supabase', async () => desk.open())

/** What an installation without the secret key has. */
const withoutSecretKey = () => ({ ...desk.settings, secretKey: undefined })

test('without the secret key people sign up as anybody may, and nobody gets a link to a new password', async () => {
  const { signIn } = desk.open(withoutSecretKey())
  const olivia = desk.newPerson('Olivia')
  expect((await signIn.register(olivia))?.person).toMatchObject({ name: 'Olivia', email: olivia.email })
  expect(await signIn.register(olivia)).toBeUndefined()
  const elsewhere = desk.newPerson('Nomad')
  await desk.anybody().signUp(elsewhere)
  expect(await signIn.register(elsewhere)).toBeUndefined()
  expect(await signIn.links.issue('password-reset', olivia.email, 60_000)).toBeUndefined()
  expect(await signIn.links.issue('email-verification', olivia.email, 60_000)).toBeDefined()
  const many = desk.newPerson('Many')
  const both = await Promise.all([signIn.register(many), signIn.register(many)])
  expect(both.filter(Boolean)).toHaveLength(1)
})

test('a link to a new password is good until Supabase has taken the password', async () => {
  const { signIn } = desk.open()
  const cutOff = desk.open({ ...desk.settings, url: 'http://127.0.0.1:1' })
  const olivia = desk.newPerson('Olivia')
  await signIn.register(olivia)
  const token = (await signIn.links.issue('password-reset', olivia.email, 60_000))?.token ?? ''
  const password = 'another horse battery'
  await expect(cutOff.signIn.links.resetPassword(token, password)).rejects.toMatchObject({ kind: 'away' })
  expect(await signIn.links.resetPassword(token, password)).toMatchObject({ email: olivia.email })
  expect(await signIn.signIn({ ...olivia, password })).toBeDefined()
})

test('a session goes on from hour to hour, also when many ask for it at once', async () => {
  const here = desk.open()
  const { session } = await desk.registered(here, 'Olivia')
  for (const hour of [1, 2, 3]) {
    here.advance(hourMs + 1_000)
    const found = await Promise.all(Array.from({ length: 8 }, () => here.signIn.find(session.token)))
    expect(found, `hour ${hour}`).toEqual(Array.from({ length: 8 }, () => session))
  }
})

test('what Supabase has ended ends here once its access token has run out', async () => {
  const here = desk.open()
  const { session, ...olivia } = await desk.registered(here, 'Olivia')
  await (await desk.program(olivia)).auth.signOut({ scope: 'global' })
  expect(await here.signIn.find(session.token)).toEqual(session)
  here.advance(hourMs + 1_000)
  expect(await here.signIn.find(session.token)).toBeUndefined()
  expect(await here.signIn.sessions(session.person.id)).toEqual([])
})

/** What Supabase is asked with for a session of ours. */
const refreshTokenOf = async ({ id }: Session) => {
  const kept = 'SELECT refresh_token AS sealed FROM auth_supabase_sessions WHERE session_id = $1'
  const [row] = (await desk.database.owner.query<{ sealed: string }>(kept, [id])).rows
  const { open } = createSealer(desk, 'supabase refresh tokens')
  return open(String(row?.sealed), `auth_supabase_sessions.refresh_token ${id}`)
}

/** Which session at Supabase a token renews; undefined when it has ended. */
const sessionBehind = async (refresh_token: string) => {
  const { data } = await desk.anybody().refreshSession({ refresh_token })
  return data.session ? decodeJwt(data.session.access_token).session_id : undefined
}

test('signing out here ends the session at Supabase too', async () => {
  const here = desk.open()
  const { session } = await desk.registered(here, 'Olivia')
  const token = await refreshTokenOf(session)
  await here.signIn.signOut(session.token)
  expect(await sessionBehind(token)).toBeUndefined()
})

test('after a new password the session that asked goes on with the one at Supabase that the password began', async () => {
  const here = desk.open()
  const { session, ...olivia } = await desk.registered(here, 'Olivia')
  const before = await refreshTokenOf(session)
  const passwords = { current: olivia.password, next: 'another horse battery', goesOn: session.id }
  expect(await here.signIn.changePassword(session.person.id, passwords)).toBe(true)
  const after = await refreshTokenOf(session)
  here.advance(hourMs + 1_000)
  expect(await here.signIn.find(session.token)).toEqual(session)
  expect(await sessionBehind(await refreshTokenOf(session))).not.toBe(await sessionBehind(before))
  expect(after).not.toBe(await refreshTokenOf(session))
})

test('the tables hold nothing that opens a session, here or at Supabase', async () => {
  const here = desk.open()
  const { session } = await desk.registered(here, 'Olivia')
  const tables = ['auth_users', 'auth_sessions', 'auth_supabase_people', 'auth_supabase_sessions']
  const rows = await Promise.all(
    tables.map(async table => (await desk.database.owner.query(`SELECT * FROM ${table}`)).rows),
  )
  const kept = JSON.stringify(rows)
  expect(kept).not.toContain(session.token)
  expect(kept).not.toMatch(/eyJ|correct horse/)
  for (const { token } of rows[1] ?? []) expect(await here.signIn.find(String(token))).toBeUndefined()
  for (const { refresh_token } of rows[3] ?? []) expect(refresh_token).toMatch(/^v1(\.[\w-]+){3}$/)
})

test('while Supabase is away nobody comes in, and nobody who is in is thrown out', async () => {
  const { session, ...olivia } = await desk.registered(desk.open(), 'Olivia')
  const cutOff = desk.open({ ...desk.settings, url: 'http://127.0.0.1:1' })
  const away = { name: 'SignInFailure', kind: 'away' }
  await expect(cutOff.signIn.signIn(olivia)).rejects.toMatchObject(away)
  await expect(cutOff.signIn.register(desk.newPerson('Adam'))).rejects.toMatchObject(away)
  const passwords = { current: olivia.password, next: 'another horse battery' }
  await expect(cutOff.signIn.changePassword(session.person.id, passwords)).rejects.toMatchObject(away)
  cutOff.advance(hourMs + 1_000)
  expect(await cutOff.signIn.find(session.token)).toEqual(session)
  const back = desk.open()
  back.advance(hourMs + 20_000)
  expect(await back.signIn.find(session.token)).toEqual(session)
  await cutOff.signIn.signOut(session.token)
  expect(await back.signIn.find(session.token)).toBeUndefined()
})

test('a Supabase that takes a question and never answers is given up after five seconds', async () => {
  const silent = createServer(() => {})
  await once(silent.listen(0, '127.0.0.1'), 'listening')
  const { port } = silent.address() as AddressInfo
  const begun = performance.now()
  const { signIn } = desk.open({ ...desk.settings, url: `http://127.0.0.1:${port}` })
  await expect(signIn.signIn(desk.newPerson('Olivia'))).rejects.toMatchObject({ kind: 'away' })
  expect(performance.now() - begun).toBeLessThan(8_000)
  silent.closeAllConnections()
  silent.close()
})

test('a password that Supabase does not take is told apart from a Supabase that is away', async () => {
  const { signIn } = desk.open()
  const refused = { kind: 'refused-password' }
  const [short, long] = ['short', 'x'.repeat(100)]
  for (const password of [short, long])
    await expect(signIn.register({ ...desk.newPerson('Olivia'), password })).rejects.toMatchObject(refused)
  const { session, ...olivia } = await desk.registered(desk.open(), 'Olivia')
  const passwords = { current: olivia.password, next: short }
  await expect(signIn.changePassword(session.person.id, passwords)).rejects.toMatchObject(refused)
  const token = (await signIn.links.issue('password-reset', olivia.email, 60_000))?.token ?? ''
  await expect(signIn.links.resetPassword(token, short)).rejects.toMatchObject(refused)
  expect(await signIn.signIn({ ...olivia, password: long })).toBeUndefined()
  expect(await signIn.signIn(olivia)).toBeDefined()
})

test('sessions that are long over are forgotten when their person comes in again', async () => {
  const here = desk.open()
  const { session, ...olivia } = await desk.registered(here, 'Olivia')
  here.advance(45 * 24 * hourMs)
  await here.signIn.signIn(olivia)
  const text = 'SELECT count(*)::int AS kept FROM auth_sessions WHERE "userId" = $1'
  expect((await desk.database.owner.query(text, [session.person.id])).rows).toEqual([{ kept: 1 }])
})

test('a key that Supabase does not know is told to nobody as a wrong password', async () => {
  const { signIn } = desk.open({ ...desk.settings, key: 'sb_publishable_of_another_project' })
  await expect(signIn.signIn(desk.newPerson('Olivia'))).rejects.toMatchObject({ kind: 'away' })
})

test('where addresses are to be confirmed, a new account waits for that', async () => {
  const strict = await startSupabase({ confirmations: true })
  try {
    const { signIn } = desk.open({ ...strict.settings, secretKey: undefined })
    const olivia = desk.newPerson('Olivia')
    await expect(signIn.register(olivia)).rejects.toMatchObject({ kind: 'unconfirmed' })
    await expect(signIn.register(olivia)).rejects.toMatchObject({ kind: 'unconfirmed' })
    // Told apart from a wrong password, it would tell that there is an account.
    for (const password of [olivia.password, 'wrong horse battery'])
      expect(await signIn.signIn({ ...olivia, password })).toBeUndefined()
  } finally {
    await strict.close()
  }
})
