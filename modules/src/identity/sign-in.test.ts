import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'
import { createCtx } from '#context'
import { LimitReached, Unauthenticated } from '#errors'
import { authenticate } from './authenticate.ts'
import { readSession } from './read-session.ts'
import { publicRoutes } from './routes.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const olivia = { email: 'olivia@example.com', password: 'correct horse battery' }
const here = { ip: '192.0.2.1', requestId: 'request' }
let database: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  database = await freshDatabase()
  await setUp(
    await testPlatform({ database }),
    { ...olivia, organizationName: 'Northwind Bikes', name: 'Olivia' },
    here,
  )
})

test('Olivia signs in and reads who she is', async () => {
  const platform = await testPlatform({ database })
  const signedIn = await signIn(platform, olivia, here)
  const identity = await authenticate(platform, { cookie: `theme=dark; frontdesk=${signedIn.session.token}` })
  if (!identity) throw new Error('the cookie opened nothing')
  const { session, ...me } = signedIn
  expect(await readSession(createCtx(platform, { ...identity, requestId: 'request' }))).toEqual(me)
  expect(identity.session?.expiresAt.toISOString()).toBe(session.expiresAt)
})

test('a wrong password and an unknown address get the same sentence', async () => {
  const platform = await testPlatform({ database })
  const wrong = await signIn(platform, { ...olivia, password: 'wrong horse battery' }, here).catch((e: unknown) => e)
  const unknown = await signIn(platform, { ...olivia, email: 'no@example.com' }, here).catch((e: unknown) => e)
  expect(wrong).toBeInstanceOf(Unauthenticated)
  expect(unknown).toEqual(wrong)
})

test('guessing is slowed down for the guesser, while Olivia comes in from elsewhere', async () => {
  const platform = await testPlatform({ database })
  const guesses = Array.from({ length: 11 }, () => signIn(platform, { ...olivia, password: 'x' }, here))
  const outcomes = await Promise.allSettled(guesses)
  const limited = outcomes.filter(outcome => outcome.status === 'rejected' && outcome.reason instanceof LimitReached)
  expect(limited).toHaveLength(1)
  await expect(signIn(platform, olivia, here)).rejects.toMatchObject({
    code: 'limit-reached',
    retryAfterMs: expect.any(Number),
  })
  expect(await signIn(platform, olivia, { ...here, ip: '198.51.100.7' })).toMatchObject({
    role: { id: 'owner', name: 'Owner' },
  })
})

test('signing out ends the session here at once', async () => {
  const platform = await testPlatform({ database })
  const { session } = await signIn(platform, olivia, here)
  const credentials = { authorization: `Bearer ${session.token}` }
  expect(await authenticate(platform, credentials)).toBeDefined()
  await signOut(platform, { ...here, ...credentials })
  expect(await authenticate(platform, credentials)).toBeUndefined()
  await expect(signOut(platform, { ...here, ...credentials })).rejects.toThrow(Unauthenticated)
})

test('a session ends by itself after fourteen days', async () => {
  const platform = await testPlatform({ database })
  const { session } = await signIn(platform, olivia, here)
  const credentials = { authorization: `Bearer ${session.token}` }
  platform.clock.advance(13 * 24 * 60 * 60 * 1000)
  expect(await authenticate(platform, credentials)).toBeDefined()
  platform.clock.advance(24 * 60 * 60 * 1000 + 1)
  expect(await authenticate(platform, credentials)).toBeUndefined()
})

test('somebody without an organization is told so, and only with the right password', async () => {
  const platform = await testPlatform({ database })
  const nomad = { name: 'Nomad', email: 'nomad@example.com', password: 'correct horse battery' }
  await platform.signIn.register(nomad)
  await expect(signIn(platform, nomad, here)).rejects.toThrow('belongs to no organization')
  await expect(signIn(platform, { ...nomad, password: 'x' }, here)).rejects.toThrow('do not fit together')
})

test('the door sets a cookie for who comes in and takes it from who goes', async () => {
  const platform = await testPlatform({ database })
  const door = (path: string) => publicRoutes.find(({ endpoint }) => `${endpoint.method} ${endpoint.path}` === path)
  const input = { parameters: {}, query: undefined, body: olivia }
  const entered = await door('POST /session')?.run(platform, input, here)
  expect(entered?.setCookie).toMatch(/^frontdesk=\w{32}\.[\w-]{43}; Path=\/; Expires=.* GMT; HttpOnly; SameSite=Lax$/)
  const cookie = entered?.setCookie?.split(';')[0]
  const left = await door('DELETE /session')?.run(platform, input, { ...here, cookie })
  expect(left).toMatchObject({ reply: undefined, setCookie: expect.stringContaining('1970') })
  expect(await authenticate(platform, { cookie })).toBeUndefined()
})

test('a key has no session to end', async () => {
  const { platform, olivia } = await world()
  await expect(signOut(platform, { ...here, authorization: `Bearer ${olivia.key}` })).rejects.toThrow('Revoke the key')
})
