import { freshDatabase } from '@frontdesk/testing/platform'
import { oneOfEverything } from '@frontdesk/testing/tenant-rows'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import type { Database } from './port.ts'
import { authSql, type Statement, systemSql, tenantSql, withTenant } from './transaction.ts'

let database: Database
const northwind = newId()
const rival = newId()
const now = new Date()

beforeAll(async () => {
  database = await freshDatabase()
  for (const [id, name] of [
    [northwind, 'Northwind Bikes'],
    [rival, 'Rival Rides'],
  ] as const) {
    const text = 'INSERT INTO organizations (organization_id, name, created_at) VALUES ($1, $2, $3)'
    await authSql(database, [{ text, values: [id, name, now] }])
    await tenantSql(database, id, oneOfEverything(id))
  }
})

const tables = ['organizations', ...oneOfEverything(northwind).map(({ text }) => text.split(' ')[2] ?? '')]

const count = (table: string): Statement => ({ text: `SELECT count(*)::int AS rows FROM ${table}` })

test('this file knows every table of an organization', async () => {
  const { rows } = await database.owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organization_id'`,
  )
  expect(rows.map(row => row.name).toSorted()).toEqual(tables.toSorted())
})

test.each(tables)('%s shows no row to whoever forgets the organization, and one to each', async table => {
  const rowsFor = async (organizationId: string) => (await tenantSql(database, organizationId, [count(table)]))[0]?.rows
  expect(await rowsFor('')).toEqual([{ rows: 0 }])
  expect(await rowsFor(newId())).toEqual([{ rows: 0 }])
  expect(await rowsFor(northwind)).toEqual([{ rows: 1 }])
  expect(await rowsFor(rival)).toEqual([{ rows: 1 }])
})

test('what is no organization’s id is an error, not an open door', async () => {
  await expect(tenantSql(database, 'everybody', [count('agents')])).rejects.toMatchObject({ code: '22P02' })
})

test('rows of another organization can be neither written, moved nor removed', async () => {
  for (const statement of oneOfEverything(rival)) {
    // A foreign key to a row that this organization does not have may speak up before the policy does.
    await expect(tenantSql(database, northwind, [statement])).rejects.toMatchObject({
      code: expect.stringMatching(/42501|23503/),
    })
  }
  for (const table of tables) {
    const move = { text: `UPDATE ${table} SET organization_id = $1`, values: [rival] }
    await expect(tenantSql(database, northwind, [move]), table).rejects.toMatchObject({
      code: expect.stringMatching(/42501|23503|23505/),
    })
    const remove = { text: `DELETE FROM ${table} WHERE organization_id = $1`, values: [rival] }
    if (/^(audit|security)_|^(mails|tools|tool_calls|turn_steps|agent_versions)$/.test(table))
      await expect(tenantSql(database, northwind, [remove]), table).rejects.toMatchObject({ code: '42501' })
    else expect((await tenantSql(database, northwind, [remove]))[0]?.count, table).toBe(0)
  }
  for (const table of tables)
    expect((await tenantSql(database, rival, [count(table)]))[0]?.rows, table).toEqual([{ rows: 1 }])
})

test('Prisma stands behind the same wall', async () => {
  const seen = (organizationId: string) => withTenant(database, organizationId, tx => tx.agent.findMany())
  expect(await seen('')).toEqual([])
  expect(await seen(northwind)).toMatchObject([{ organizationId: northwind }])
  await expect(
    withTenant(database, northwind, tx => tx.agent.updateMany({ data: { organizationId: rival } })),
  ).rejects.toThrow()
})

test('a sweeper and a sign-in reach their own tables and no others', async () => {
  const reach = async (sql: typeof systemSql) => {
    const reached = await Promise.all(
      tables.map(table =>
        sql(database, [count(table)]).then(
          () => [table],
          () => [],
        ),
      ),
    )
    return reached.flat().toSorted()
  }
  expect(await reach(systemSql)).toEqual([
    'answer_chunks',
    'audit_heads',
    'budget_counters',
    'budget_holds',
    'chunk_vectors',
    'chunks',
    'conversation_word_marks',
    'conversation_words',
    'conversations',
    'documents',
    'files',
    'idempotency_keys',
    'mails',
    'organizations',
    'outbox',
    'security_alerts',
    'security_events',
    'tool_calls',
    'turns',
  ])
  for (const what of ['text FROM chunks', 'title FROM conversations', 'name FROM organizations'])
    await expect(systemSql(database, [{ text: `SELECT ${what}` }])).rejects.toMatchObject({ code: '42501' })
  expect(await reach(authSql)).toEqual([
    'api_keys',
    'audit_entries',
    'audit_heads',
    'custom_roles',
    'invitations',
    'members',
    'organizations',
  ])
  const people = { text: 'SELECT count(*) FROM auth_users' }
  await expect(tenantSql(database, northwind, [people])).rejects.toMatchObject({ code: '42501' })
  await expect(systemSql(database, [people])).rejects.toMatchObject({ code: '42501' })
})

test('the next user of a connection finds neither the organization nor the role', async () => {
  const settings = `SELECT COALESCE(current_setting('app.organization_id', true), '') AS organization,
    current_user = session_user AS "isItself"`
  const leave = [
    () => tenantSql(database, northwind, [count('agents')]),
    () => tenantSql(database, northwind, [{ text: 'SELECT 1 / 0' }]).catch(() => {}),
    () => withTenant(database, northwind, tx => tx.agent.count()),
    () => withTenant(database, northwind, () => Promise.reject(new Error('changed my mind'))).catch(() => {}),
  ]
  for (const use of leave) {
    await Promise.all(Array.from({ length: 16 }, () => use()))
    const looks = Array.from({ length: 16 }, () => database.pools.tenant.query(settings))
    for (const { rows } of await Promise.all(looks)) expect(rows).toEqual([{ organization: '', isItself: true }])
  }
})
