import { openSupabaseDesk, type SupabaseDesk } from '@frontdesk/testing/supabase-desk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSupabaseSignIn } from './supabase.ts'

let desk: SupabaseDesk
beforeAll(async () => {
  desk = await openSupabaseDesk(createSupabaseSignIn)
}, 60_000)
afterAll(() => desk?.close())

test('an access token of Supabase stands for the same person, until it runs out', async () => {
  const here = desk.open()
  const { session, ...olivia } = await desk.registered(here, 'Olivia')
  const { token } = await desk.program(olivia)
  const found = await here.signIn.find(token)
  expect(found).toMatchObject({ person: session.person, token, hasFactor: false, hasShownFactor: false })
  expect(await here.signIn.find(token)).toEqual(found)
  expect(await here.signIn.sessions(session.person.id)).toHaveLength(2)
  here.clock.advance(Number(found?.expiresAt) - here.clock.now().getTime() - 1_000)
  expect(await here.signIn.find(token)).toEqual(found)
  here.advance(1_000)
  expect(await here.signIn.find(token)).toBeUndefined()
})

test('somebody who signed up elsewhere is met by their first token, also by two at once', async () => {
  const here = desk.open()
  const stranger = desk.newPerson('Nomad')
  const { data } = await desk.anybody().signUp(stranger)
  const token = String(data.session?.access_token)
  const both = await Promise.all([here.signIn.find(token), here.signIn.find(token)])
  expect(both[0]?.person).toMatchObject({ name: stranger.email.split('@')[0], email: stranger.email })
  expect(both[1]).toEqual(both[0])
  expect((await here.signIn.signIn(stranger))?.person).toEqual(both[0]?.person)
  expect(await here.signIn.register(stranger)).toBeUndefined()
})

test('a session of Supabase that was ended here stays ended, whatever token it gets', async () => {
  const here = desk.open()
  const { session, ...olivia } = await desk.registered(here, 'Olivia')
  const elsewhere = await desk.program(olivia)
  const found = await here.signIn.find(elsewhere.token)
  expect(await here.signIn.endSessions(session.person.id, { allBut: session.id })).toBe(1)
  expect(await here.signIn.find(elsewhere.token)).toBeUndefined()
  const { data } = await elsewhere.auth.refreshSession()
  const renewed = String(data.session?.access_token)
  expect(renewed.split('.')).toHaveLength(3)
  expect(await here.signIn.find(renewed)).toBeUndefined()
  expect(await here.signIn.find(elsewhere.token)).toBeUndefined()

  const other = await desk.program(olivia)
  expect((await here.signIn.find(other.token))?.id).not.toBe(found?.id)
  await here.signIn.signOut(other.token)
  expect(await here.signIn.find(other.token)).toBeUndefined()
  expect((await other.auth.refreshSession()).data.session).toBeNull()
})

test('nobody becomes somebody else by having their address at Supabase', async () => {
  const here = desk.open()
  const mallory = desk.newPerson('Mallory')
  const insert = 'INSERT INTO auth_users (id, name, email) VALUES ($1, $2, $3)'
  await desk.database.owner.query(insert, [`kept-${mallory.email}`, 'Olivia', mallory.email])
  expect(await here.signIn.register(mallory)).toBeUndefined()
  const { data } = await desk.anybody().signUp(mallory)
  expect(await here.signIn.signIn(mallory)).toBeUndefined()
  expect(await here.signIn.find(String(data.session?.access_token))).toBeUndefined()
})
