import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { expect, test } from 'vitest'
import { Conflict, LimitReached } from '#errors'
import { authenticate } from './authenticate.ts'
import { readSetup } from './read-setup.ts'
import { setUp } from './set-up.ts'

const password = 'correct horse battery'
const northwind = { organizationName: 'Northwind Bikes', name: 'Olivia', email: 'olivia@example.com', password }
const here = { ip: '192.0.2.1', requestId: 'request' }

test('the first set-up makes the organization and signs its owner in; then it is over', async () => {
  const platform = await testPlatform({ database: await freshDatabase() })
  expect(await readSetup(platform)).toEqual({ needed: true, defaultModel: 'extractive', provider: 'extractive' })
  const olivia = await setUp(platform, northwind, here)
  expect(olivia).toMatchObject({
    user: { name: 'Olivia', email: 'olivia@example.com' },
    organization: { name: 'Northwind Bikes' },
    role: { id: 'owner', name: 'Owner' },
  })
  const identity = await authenticate(platform, { authorization: `Bearer ${olivia.session.token}` })
  expect(identity).toMatchObject({ organizationId: olivia.organization.id, actor: { id: olivia.user.id } })
  expect(await readSetup(platform)).toMatchObject({ needed: false })
  const rita = { ...northwind, organizationName: 'Rival Rides', name: 'Rita', email: 'rita@example.com' }
  await expect(setUp(platform, rita, here)).rejects.toThrow(Conflict)
  await expect(setUp(platform, northwind, here)).rejects.toThrow(Conflict)
})

test('of many set-ups at once one wins, whoever asks', async () => {
  const platform = await testPlatform({ database: await freshDatabase() })
  const emails = ['olivia@example.com', 'olivia@example.com', 'rita@example.com', 'rex@example.com']
  const outcomes = await Promise.allSettled(emails.map(email => setUp(platform, { ...northwind, email }, here)))
  const lost = outcomes.filter(outcome => outcome.status === 'rejected')
  expect(lost).toHaveLength(3)
  for (const { reason } of lost) expect(reason).toBeInstanceOf(Conflict)
  const { rows } = await platform.database.owner.query('SELECT count(*)::int AS sessions FROM auth_sessions')
  expect(rows).toEqual([{ sessions: 1 }])
})

test('a set-up that was cut off after the account goes on with the same password, and with no other', async () => {
  const platform = await testPlatform({ database: await freshDatabase() })
  await platform.signIn.register(northwind)
  const mallory = { ...northwind, password: 'another horse battery' }
  await expect(setUp(platform, mallory, here)).rejects.toThrow(Conflict)
  expect(await setUp(platform, northwind, here)).toMatchObject({ role: { id: 'owner', name: 'Owner' } })
})

test('trying without end is stopped', async () => {
  const platform = await testPlatform({ database: await freshDatabase() })
  await setUp(platform, northwind, here)
  const tries = Array.from({ length: 10 }, () => setUp(platform, northwind, here).catch((error: unknown) => error))
  expect((await Promise.all(tries)).at(-1)).toBeInstanceOf(LimitReached)
})
