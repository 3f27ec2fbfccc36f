import { authSql, systemSql, tenantSql } from '@frontdesk/platform/database/transaction'
import { DoesNotOpen } from '@frontdesk/platform/gcm'
import { newId } from '@frontdesk/platform/ids'
import { mailsOf } from '@frontdesk/testing/mails'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'
import { Conflict, NotFound } from '#errors'
import { queueMail, queuePersonalMail, resealPersonalMails, trimMails } from '#mail'
import { readMail } from './read-mail.ts'
import { retryMail } from './retry-mail.ts'
import { keepSending } from './send-mails.ts'
import { selectMails } from './store.ts'

const invitation = {
  kind: 'invitation' as const,
  to: 'ida@example.com',
  subject: 'Olivia invites you',
  text: 'https://desk.example/join#token',
  html: '<p>https://desk.example/join#token</p>',
}

let here: World
beforeEach(async () => {
  here = await world()
})

const kept = async () => {
  await queueMail(here.olivia.ctx, invitation)
  const { items } = await selectMails(here.olivia.ctx, { limit: 1, after: undefined })
  return items[0]?.id ?? ''
}
const end = (id: string, status: string) =>
  systemSql(here.platform.database, [
    { text: 'UPDATE mails SET status = $2 WHERE id = $1::uuid', values: [id, status] },
  ])

test('where nothing sends, a mail is kept: owners read it, admins only that there is one, a rival nothing', async () => {
  const id = await kept()
  expect(await readMail(here.olivia.ctx, id)).toMatchObject({
    status: 'kept',
    to: invitation.to,
    text: invitation.text,
  })
  expect(await readMail(here.adam.ctx, id)).toMatchObject({ status: 'kept', to: invitation.to, text: null })
  await expect(readMail(here.rita.ctx, id)).rejects.toThrow(NotFound)
})

test.each(['queued', 'sent', 'failed'])('what a mail says that is %s is for nobody', async status => {
  const id = await kept()
  await end(id, status)
  expect(await readMail(here.olivia.ctx, id)).toMatchObject({ status, text: null })
})

test('mails that still wait when the service is taken away are kept as well', async () => {
  const id = await kept()
  await end(id, 'queued')
  await keepSending(here.platform)()
  expect(await readMail(here.olivia.ctx, id)).toMatchObject({ status: 'kept', text: invitation.text })
})

test('after 30 days nothing is left of what a mail said, and it cannot be sent again', async () => {
  here = await world(await testPlatform({ database: await freshDatabase() }))
  const [old, failed] = [await kept(), await kept()]
  await end(failed, 'failed')
  here.platform.clock.advance(31 * 24 * 3_600_000)
  const young = await kept()
  expect(await trimMails(here.platform)).toBe(2)
  expect(await trimMails(here.platform)).toBe(0)
  expect(await readMail(here.olivia.ctx, old)).toMatchObject({ status: 'kept', text: null })
  expect(await readMail(here.olivia.ctx, young)).toMatchObject({ text: invitation.text })
  await expect(retryMail(here.olivia.ctx, failed)).rejects.toThrow(Conflict)
})

test('at the door a mail can be queued and none be read or changed', async () => {
  const { database } = here.platform
  await queuePersonalMail(here.platform, here.olivia.userId, { ...invitation, kind: 'password-reset' })
  expect((await selectMails(here.olivia.ctx, { limit: 5, after: undefined })).items).toHaveLength(1)
  for (const text of ['SELECT text FROM mails', `UPDATE mails SET status = 'sent'`, 'DELETE FROM mails'])
    await expect(authSql(database, [{ text }]), text).rejects.toMatchObject({ code: '42501' })
})

test('nobody queues a mail for another organization', async () => {
  const { database } = here.platform
  const foreign = {
    text: `INSERT INTO mails (organization_id, id, kind, to_address, subject, status, created_at, next_attempt_at)
      VALUES ($1, $2, 'invitation', 'ida@example.com', 'Hello', 'kept', $3, $3)`,
    values: [here.rivalId, newId(), here.platform.clock.now()],
  }
  await expect(tenantSql(database, here.organizationId, [foreign])).rejects.toMatchObject({ code: '42501' })
})

test('what opens a person’s account is read by whoever owns every organization of theirs, and by nobody else', async () => {
  const { database } = here.platform
  const reset = { ...invitation, kind: 'password-reset' as const, to: here.aron.email }
  const queued = async (personId: string) => {
    await queuePersonalMail(here.platform, personId, reset)
    return (await selectMails(here.olivia.ctx, { limit: 1, after: undefined })).items[0]?.id ?? ''
  }
  const id = await queued(here.aron.userId)
  expect(await readMail(here.olivia.ctx, id)).toMatchObject({ status: 'kept', text: reset.text })
  expect(await readMail(here.adam.ctx, id)).toMatchObject({ kind: 'password-reset', text: null })
  await expect(readMail(here.rita.ctx, id)).rejects.toThrow(NotFound)
  const join = (userId: string, role: string) =>
    authSql(database, [
      {
        text: `INSERT INTO members (organization_id, user_id, name, email, role, created_at)
          VALUES ($1::uuid, $2, 'A', 'a@example.com', $3, $4::timestamptz)`,
        values: [here.rivalId, userId, role, here.platform.clock.now()],
      },
    ])
  await join(here.aron.userId, 'viewer')
  expect(await readMail(here.olivia.ctx, id)).toMatchObject({ text: null })
  await join(here.olivia.userId, 'admin')
  expect(await readMail(here.olivia.ctx, id)).toMatchObject({ text: null })
  await database.owner.query(`UPDATE members SET role = 'owner' WHERE user_id = $1 AND role = 'admin'`, [
    here.olivia.userId,
  ])
  expect(await readMail(here.olivia.ctx, id)).toMatchObject({ text: reset.text })
  const byKey = { ...here.olivia.ctx, actor: { ...here.olivia.ctx.actor, id: 'key:any', kind: 'api-key' as const } }
  expect(await readMail(byKey, id)).toMatchObject({ text: null })
})

test('a mail to a person of no organization is in nobody’s outbox', async () => {
  await queuePersonalMail(here.platform, 'somebody', { ...invitation, kind: 'password-reset' })
  await queuePersonalMail(here.platform, undefined, { ...invitation, kind: 'password-reset' })
  for (const { ctx } of [here.olivia, here.rita])
    expect((await selectMails(ctx, { limit: 5, after: undefined })).items).toEqual([])
  const [found] = await systemSql(here.platform.database, [
    { text: `SELECT count(*)::int AS mails FROM mails WHERE user_id = 'somebody' AND organization_id IS NULL` },
  ])
  expect(found?.rows).toEqual([{ mails: 1 }])
})

test('when the server’s secret changes, mails to persons are sealed anew and read as before', async () => {
  here = await world(await testPlatform({ database: await freshDatabase() }))
  const { config } = here.platform
  await queuePersonalMail(here.platform, here.aron.userId, { ...invitation, kind: 'password-reset' })
  await kept()
  const secret = 'the next secret of tests, long enough as well'
  const changing = { ...here.platform, config: { ...config, secret, previousSecret: config.secret } }
  const done = { ...here.platform, config: { ...config, secret } }
  expect(await mailsOf(changing, 'password-reset')).toMatchObject([{ text: invitation.text }])
  await expect(mailsOf(done, 'password-reset')).rejects.toThrow(DoesNotOpen)
  expect(await resealPersonalMails(done)).toEqual({ resealed: 0, unreadable: 2 })
  expect(await resealPersonalMails(changing)).toEqual({ resealed: 2, unreadable: 0 })
  expect(await resealPersonalMails(changing)).toEqual({ resealed: 0, unreadable: 0 })
  expect(await mailsOf(done, 'password-reset')).toMatchObject([{ text: invitation.text, html: invitation.html }])
})
