import { queueMail } from '@frontdesk/modules/mail/index'
import { systemSql, tenantSql } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { world } from '@frontdesk/testing/world'
import { expect, test } from 'vitest'
import { startMaintenance } from './maintenance.ts'

const mail = { kind: 'invitation' as const, to: 'ida@example.com', text: 'Hello', html: '<p>Hello</p>' }

test('each hour what has served its time is thrown away, and nothing else', async () => {
  const platform = await testPlatform({ database: await freshDatabase() })
  const { organizationId, olivia } = await world(platform)
  const keep = async (key: string) => {
    await tenantSql(platform.database, organizationId, [
      {
        text: `INSERT INTO idempotency_keys (organization_id, principal, key, fingerprint, created_at)
          VALUES ($1, 'olivia', $2, '\\x00', $3)`,
        values: [organizationId, key, platform.clock.now()],
      },
      {
        text: `INSERT INTO outbox (organization_id, type, subject_id, payload, created_at) VALUES ($1, 'message.created', $2, '{}', $3)`,
        values: [organizationId, newId(), platform.clock.now()],
      },
    ])
    await queueMail(olivia.ctx, { ...mail, subject: key })
  }
  await platform.jobs.start()
  await startMaintenance(platform)
  expect([...platform.jobs.schedules]).toEqual([['maintenance', '17 * * * *']])

  await keep('old')
  await systemSql(platform.database, [{ text: `UPDATE outbox_cursors SET xid = '999999999'` }])
  platform.clock.advance(31 * 24 * 3_600_000)
  await keep('young')
  await platform.jobs.send('maintenance', {})
  await platform.jobs.idle()

  const [keys, events, mails] = await systemSql(platform.database, [
    { text: 'SELECT key FROM idempotency_keys' },
    { text: 'SELECT created_at FROM outbox' },
    { text: 'SELECT subject FROM mails WHERE text IS NOT NULL' },
  ])
  expect(keys?.rows).toEqual([{ key: 'young' }])
  expect(events?.rows).toHaveLength(1)
  expect(mails?.rows).toEqual([{ subject: 'young' }])
})
