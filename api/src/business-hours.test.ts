import type { Agent } from '@frontdesk/contract/agents'
import type { BusinessHours } from '@frontdesk/contract/business-hours'
import type { ChatAnswer } from '@frontdesk/contract/chat'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let key: string
beforeAll(async () => {
  desk = await chatDesk()
  key = desk.world.olivia.key
})

const put = (body: object) => desk.api.call('PUT /business-hours', { key, body })
const keeps = (body: object) => desk.api.ask<BusinessHours>('PUT /business-hours', { key, body })
const settings = (body: object) => desk.api.ask<Agent>(`PATCH /agents/${desk.agentId}`, { key, body })
const says = async (text: string) => (await desk.sayForJson(text)).body as ChatAnswer
const itIs = (moment: string) => {
  const { clock } = desk.world.platform
  clock.advance(Date.parse(moment) - clock.now().getTime())
}
const told = () => desk.fake.calls.at(-1)?.body.messages?.[0]?.content ?? ''

const noon = [{ from: '09:00', to: '17:00' }]
const empty = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
const berlin = {
  timeZone: 'Europe/Berlin',
  weekly: { monday: noon, friday: noon },
  closedDates: [{ date: '2027-01-01', name: 'New Year' }],
}

test('at first there are no hours; they are kept in order, read as a whole, and gone when none are left', async () => {
  const none = { timeZone: 'UTC', weekly: empty, closedDates: [] }
  expect(await desk.read('/business-hours')).toEqual(none)
  const [early, late] = [
    { from: '08:00', to: '12:00' },
    { from: '12:00', to: '24:00' },
  ]
  const christmas = { date: '2026-12-25', name: 'Christmas Day' }
  const boxing = { date: '2026-12-26', name: 'Boxing Day' }
  const kept = await keeps({
    timeZone: 'Asia/Kathmandu',
    weekly: { monday: [late, early] },
    closedDates: [boxing, christmas],
  })
  expect(kept).toEqual({
    timeZone: 'Asia/Kathmandu',
    weekly: { ...empty, monday: [early, late] },
    closedDates: [christmas, boxing],
  })
  expect(await desk.read('/business-hours')).toEqual(kept)
  expect(await keeps({ timeZone: 'Asia/Kathmandu' })).toEqual(none)
})

test.each([
  ['a zone that is none', { timeZone: 'Europe/Atlantis' }, '/timeZone'],
  ['an offset, which knows no summer', { timeZone: '+02:00' }, '/timeZone'],
  ['a time without its zero', { weekly: { monday: [{ from: '9:00', to: '17:00' }] } }, '/weekly/monday/0/from'],
  ['seconds', { weekly: { monday: [{ from: '09:00:30', to: '17:00' }] } }, '/weekly/monday/0/from'],
  ['an hour that is none', { weekly: { monday: [{ from: '09:00', to: '24:01' }] } }, '/weekly/monday/0/to'],
  ['an end at its beginning', { weekly: { monday: [{ from: '09:00', to: '09:00' }] } }, '/weekly/monday/0/to'],
  ['an end before it', { weekly: { sunday: [...noon, { from: '22:00', to: '02:00' }] } }, '/weekly/sunday/1/to'],
  ['an overlap', { weekly: { monday: [...noon, { from: '16:59', to: '18:00' }] } }, '/weekly/monday/1/from'],
  ['a day that is none', { weekly: { someday: noon } }, '/weekly/someday'],
  ['a date that is none', { closedDates: [{ date: '2027-02-29', name: 'Leap' }] }, '/closedDates/0/date'],
  ['a holiday without a name', { closedDates: [{ date: '2027-02-28', name: ' ' }] }, '/closedDates/0/name'],
  [
    'the same date twice',
    { closedDates: [...berlin.closedDates, { date: '2027-01-01', name: 'Again' }] },
    '/closedDates/1/date',
  ],
])('%s is refused at its field', async (_, body, pointer) => {
  expect(await put(body)).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ pointer }] } })
})

test('the model knows whether people are there and when they are next, and hears nothing of hours that nobody set', async () => {
  await keeps(berlin)
  itIs('2026-11-30T10:00:00Z')
  await says('Is anybody there?')
  expect(told()).toContain('Where the team works it is Monday, 30 November 2026, 11:00 (Europe/Berlin).')
  expect(told()).toContain('People of the team are there now, until Monday, 30 November 2026, 17:00 (Europe/Berlin).')
  itIs('2027-01-01T10:00:00Z')
  await says('Is anybody there?')
  expect(told()).toContain('The team is closed today; it is "New Year". Nobody of the team is there now.')
  expect(told()).toContain('People are there again on Monday, 4 January 2027, 09:00 (Europe/Berlin).')
  await settings({ handOver: { isEnabled: false } })
  await says('Is anybody there?')
  expect(told()).not.toMatch(/the team/i)
  await settings({ handOver: {} })
  await keeps({})
  await says('Is anybody there?')
  expect(told()).not.toMatch(/the team (?:works|is)|of the team are/)
})

test('a customer who is handed over reads when people are back, in their language, unless somebody is there', async () => {
  await keeps(berlin)
  itIs('2027-01-08T15:59:30Z')
  const wish = 'I want to talk to a human'
  const line = 'I have passed this on to our team. Somebody will answer you here.'
  expect((await says(wish)).message?.text).toBe(line)
  itIs('2027-01-08T16:00:00Z')
  expect((await says(wish)).message?.text).toBe(
    `${line} Our team is back on Monday 11 January at 09:00 (Europe/Berlin).`,
  )
  expect((await says('Ich möchte mit einem Menschen sprechen')).message?.text).toMatch(
    / Unser Team ist am Montag, 11\. Januar um 09:00 Uhr \(Europe\/Berlin\) wieder da\.$/,
  )
  await settings({ handOver: { line: 'Wir melden uns bei dir.' } })
  expect((await says(wish)).message?.text).toMatch(/^Wir melden uns bei dir\. Unser Team ist am Montag, 11\. Januar/)
  await keeps({})
  expect((await says(wish)).message?.text).toBe('Wir melden uns bei dir.')
})
