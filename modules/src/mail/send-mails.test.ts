import { createSmtpMail } from '@frontdesk/platform/mail/smtp'
import { type Mood, startMailServer } from '@frontdesk/testing/mail-server'
import { emptiedDatabase, testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { Conflict } from '#errors'
import { mostAttempts, type NewMail } from './mail.ts'
import { queueMail } from './queue-mail.ts'
import { retryMail } from './retry-mail.ts'
import { keepSending, sendingIdle, wakeSender } from './send-mails.ts'
import { claimMails, keepFailure } from './sender-store.ts'
import { selectMails } from './store.ts'

const from = { name: 'Frontdesk', address: 'desk@example.com' }
const patience = { connectMs: 2_000, silenceMs: 500, wholeMs: 5_000 }
const mailNumbered = (number: number): NewMail => ({
  kind: 'invitation',
  to: `ida-${number}@example.com`,
  subject: `Mail ${number}`,
  text: 'Come and see',
  html: '<p>Come and see</p>',
})

let server: Awaited<ReturnType<typeof startMailServer>>
let here: World
beforeEach(async () => {
  server = await startMailServer()
  here = await world(await processWithMail())
  return server.close
})

const processWithMail = async (database?: World['platform']['database']) =>
  testPlatform({
    database: database ?? (await emptiedDatabase()),
    mail: createSmtpMail({ kind: 'smtp', url: `smtp://127.0.0.1:${server.port}`, from }, patience),
  })

const start = (platform = here.platform) => {
  const stop = keepSending(platform)
  onTestFinished(stop)
  return stop
}
/** A round now, and its end. */
const round = async () => {
  wakeSender(here.platform)
  await sendingIdle(here.platform)
}
const mails = async () => (await selectMails(here.olivia.ctx, { limit: 100, after: undefined })).items
const newest = async () => (await mails())[0]

test('a mail goes out once what it tells of is committed, and not when that is rolled back', async () => {
  start()
  const rolledBack = here.olivia.ctx.transaction(async within => {
    await queueMail(within, mailNumbered(1))
    throw new Error('It did not work out')
  })
  await expect(rolledBack).rejects.toThrow('did not work out')
  await queueMail(here.olivia.ctx, mailNumbered(2))
  await sendingIdle(here.platform)
  expect(server.arrived).toMatchObject([{ to: ['ida-2@example.com'], subject: 'Mail 2', text: 'Come and see' }])
  expect(await mails()).toMatchObject([{ status: 'sent', attempts: 1, failure: null, sentAt: expect.any(String) }])
})

test('a server that is busy is asked again after pauses that grow, for about a day, and then the mail has failed', async () => {
  server.feel('busy')
  start()
  await queueMail(here.olivia.ctx, mailNumbered(1))
  await sendingIdle(here.platform)
  const begun = here.platform.clock.now().getTime()
  const moments = [0]
  while ((await newest())?.status === 'queued' && moments.length < 20) {
    const before = await newest()
    const [waiting] = (
      await here.platform.database.owner.query<{ at: Date }>('SELECT next_attempt_at AS at FROM mails')
    ).rows
    const pauseMs = (waiting?.at.getTime() ?? 0) - here.platform.clock.now().getTime()
    here.platform.clock.advance(pauseMs - 5_000)
    await round()
    expect(await newest()).toEqual(before)
    here.platform.clock.advance(6_000)
    await round()
    moments.push((here.platform.clock.now().getTime() - begun) / 3_600_000)
  }
  expect(moments).toHaveLength(mostAttempts)
  const pauses = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0))
  expect(pauses).toEqual(pauses.toSorted((one, other) => one - other))
  expect(moments.at(-1)).toBeGreaterThan(20)
  expect(moments.at(-1)).toBeLessThan(28)
  expect(await newest()).toMatchObject({
    status: 'failed',
    attempts: 8,
    failure: 'The mail server put the mail off (451 4.3.2).',
  })
})

test.each<[Mood, string]>([
  ['busy', 'queued'],
  ['silent', 'queued'],
  ['refuse', 'failed'],
])(
  'after the first attempt at a server that will %s, a mail is %s; tried again it is the same mail',
  async (mood, status) => {
    server.feel(mood)
    start()
    await queueMail(here.olivia.ctx, mailNumbered(1))
    await sendingIdle(here.platform)
    expect(await newest()).toMatchObject({
      status,
      attempts: 1,
      failure: expect.stringMatching(/^The mail server .*\.$/),
    })
    server.feel('take')
    if (status === 'failed') await retryMail(here.olivia.ctx, (await newest())?.id ?? '')
    else here.platform.clock.advance(60_000)
    await round()
    const sent = await newest()
    expect(sent).toMatchObject({ status: 'sent', failure: null })
    expect(server.arrived).toMatchObject([{ messageId: `<${sent?.id}@localhost>` }])
    await expect(retryMail(here.olivia.ctx, sent?.id ?? '')).rejects.toThrow(Conflict)
  },
)

test('however many processes send, each mail goes out once', async () => {
  const others = [await processWithMail(here.platform.database), await processWithMail(here.platform.database)]
  for (let number = 0; number < 30; number++) await queueMail(here.olivia.ctx, mailNumbered(number))
  const all = [here.platform, ...others]
  for (const platform of all) start(platform)
  await Promise.all(all.map(sendingIdle))
  expect(server.arrived.map(({ subject }) => subject).toSorted()).toEqual(
    Array.from({ length: 30 }, (_, number) => `Mail ${number}`).toSorted(),
  )
})

test('the mail of a process that died is sent by another, and what the dead one still says counts for nothing', async () => {
  await queueMail(here.olivia.ctx, mailNumbered(1))
  const [lost] = await claimMails(here.platform, 5)
  if (!lost) throw new Error('Nothing waited')
  start()
  await round()
  expect(server.arrived).toEqual([])
  here.platform.clock.advance(2 * 60_000)
  await round()
  expect(server.arrived).toHaveLength(1)
  await keepFailure(here.platform, lost, { failure: 'Too late', pauseMs: undefined })
  expect(await newest()).toMatchObject({ status: 'sent', attempts: 2, failure: null })
})

test('a mail that ends each process that tries it is given up', async () => {
  await queueMail(here.olivia.ctx, mailNumbered(1))
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    expect(await claimMails(here.platform, 5)).toMatchObject([{ attempt }])
    here.platform.clock.advance(2 * 60_000)
  }
  expect(await claimMails(here.platform, 5)).toEqual([])
  expect(await newest()).toMatchObject({ status: 'failed', failure: 'Sending it broke off every time.' })
})

test('whoever stops waits for the mails under way and begins no more', async () => {
  for (let number = 0; number < 20; number++) await queueMail(here.olivia.ctx, mailNumbered(number))
  const stop = start()
  await stop()
  const states = (await mails()).map(({ status, attempts }) => `${status} ${attempts}`)
  expect(states.filter(state => state === 'sent 1')).toHaveLength(server.arrived.length)
  expect(server.arrived.length).toBeLessThan(20)
  expect(new Set(states)).toEqual(new Set(['sent 1', 'queued 0']))
})
