import type { Message } from '@frontdesk/contract/conversations'
import { expect, test } from 'vitest'
import { checkHistory } from './check-history.ts'
import type { FinalCall, FinalState } from './final-state.ts'
import type { Deed, Line } from './history.ts'

const conversationId = 'conversation-1'
const message = (seq: number, given: Partial<Message>): Message => ({
  id: `message-${seq}`,
  conversationId,
  seq,
  sender: 'customer',
  author: null,
  text: 'Where is it?',
  citations: [],
  attachments: [],
  page: null,
  finish: null,
  turnId: 'turn-1',
  clientMessageId: null,
  createdAt: '2026-11-23T06:00:00.000Z',
  ...given,
})
const question = message(1, { clientMessageId: 'clara-1' })
const answer = message(2, { sender: 'agent', text: 'On its way.', finish: 'complete' })
const followUp = message(3, { clientMessageId: 'clara-2', turnId: 'turn-2' })

const kept = (messages: Message[], given: Partial<FinalState> = {}): FinalState => ({
  conversations: [{ id: conversationId, lastSeq: messages.length, liveTurnId: null, messages }],
  turns: [{ id: 'turn-1', conversationId, status: 'completed', messageId: 'message-2' }],
  calls: [],
  ...given,
})

const sends: Deed = { kind: 'sends', clientMessageId: 'clara-1', conversationId: null, text: 'Where is it?' }
const acked: Deed = { kind: 'acked', clientMessageId: 'clara-1', conversationId, turnId: 'turn-1' }
const ended: Deed = { kind: 'ended', turnId: 'turn-1', status: 'completed', messageId: 'message-2', seq: 2 }
const listens = (after: string | null): Deed => ({ kind: 'listens', turnId: 'turn-1', after })
const shown = (text: string): Deed => ({ kind: 'text', turnId: 'turn-1', text, id: null })
const reset: Deed = { kind: 'reset', turnId: 'turn-1' }
const read = (askedAt: number, messages: Message[], lastSeq = messages.length): Deed => ({
  kind: 'read',
  conversationId,
  askedAt,
  afterSeq: (messages[0]?.seq ?? 1) - 1,
  lastSeq,
  messages,
})

/** One deed a second, all of Clara's; a read that is asked for at 3.5 is the fourth deed or later. */
const clara = (...deeds: Deed[]): Line[] =>
  deeds.map(deed => ({
    ...deed,
    ...(deed.kind === 'read' ? { askedAt: deed.askedAt * 1_000 } : {}),
    at: (deeds.indexOf(deed) + 1) * 1_000,
    who: 'clara',
  }))

const broken = (lines: Line[], final: FinalState) =>
  checkHistory(lines, final, { answerMs: 15_000 }).map(({ invariant }) => invariant)

const life = clara(sends, acked, listens(null), shown('On '), shown('its way.'), ended, read(6.5, [question, answer]))

test('a history in which all went well is not complained about', () => {
  expect(broken(life, kept([question, answer]))).toEqual([])
})

test('a history with a cut, a restart and a second attempt is not complained about', () => {
  const cut: Deed[] = [sends, sends, acked, listens(null), shown('It will ne'), { kind: 'killed', phase: 'mid-stream' }]
  const again: Deed[] = [
    { kind: 'ready', tookMs: 900 },
    listens('turn-1:1:10'),
    reset,
    shown('On its '),
    listens('turn-1:2:7'),
  ]
  expect(broken(clara(...cut, ...again, shown('way.'), ended), kept([question, answer]))).toEqual([])
})

test('an acknowledged message that is gone is found, and so is one with other words or another turn', () => {
  expect(broken(clara(sends, acked), kept([], { turns: [] }))).toEqual(['I1'])
  expect(broken(clara(sends, acked), kept([{ ...question, text: 'What is it?' }, answer]))).toEqual(['I1'])
  expect(broken(clara(sends, { ...acked, turnId: 'turn-9' }), kept([question, answer]))).toEqual(['I1'])
})

test('a message that was sent twice and kept twice is found, also in two conversations', () => {
  const copy = { ...question, id: 'message-3', seq: 3 }
  expect(broken(life, kept([question, answer, copy]))).toEqual(['I2'])
  const elsewhere = { id: 'conversation-2', lastSeq: 1, liveTurnId: null, messages: [{ ...copy, seq: 1 }] }
  const { conversations, turns } = kept([question, answer])
  expect(broken(life, { conversations: [...conversations, elsewhere], turns, calls: [] })).toEqual(['I2'])
})

test('a gap in the sequence is found, in the end and in what somebody read', () => {
  const { turns } = kept([])
  const gap = { id: conversationId, lastSeq: 3, liveTurnId: null, messages: [question, { ...answer, seq: 3 }] }
  expect(broken(clara(sends, acked), { conversations: [gap], turns, calls: [] })).toEqual(['I3'])
  expect(broken(clara(read(0, [question, { ...followUp }], 3)), kept([question, answer, followUp]))).toEqual(['I3'])
})

test('a reader who saw another order than the rest is found', () => {
  const other = read(0, [question, { ...answer, id: 'message-9' }])
  expect(broken(clara(other), kept([question, answer]))).toEqual(['I3'])
})

test('a reader who was shown other words than were kept is found', () => {
  const twice = clara(
    sends,
    acked,
    listens(null),
    shown('It will '),
    listens('turn-1:1:8'),
    shown('On its way.'),
    ended,
  )
  expect(broken(twice, kept([question, answer]))).toEqual(['I3'])
  const lacking = clara(sends, acked, listens(null), shown('On its '), ended)
  expect(broken(lacking, kept([question, answer]))).toEqual(['I3'])
})

test('a reader who was told of another ending than the one that was kept is found', () => {
  const told: Deed = { kind: 'ended', turnId: 'turn-1', status: 'superseded', messageId: null, seq: null }
  expect(broken(clara(sends, acked, told), kept([question, answer]))).toEqual(['I3'])
})

test('a writer who reads after the acknowledgement and misses the own message is found', () => {
  expect(broken(clara(sends, acked, read(2.5, [], 0)), kept([question, answer]))).toEqual(['I4'])
  expect(broken(clara(sends, acked, read(1.5, [], 0)), kept([question, answer]))).toEqual([])
})

test('a reader who goes back is found', () => {
  const back = clara(read(0, [question, answer]), read(1.5, [question], 1))
  expect(broken(back, kept([question, answer]))).toEqual(['I5'])
  const overtaken = clara(read(0, [question, answer]), read(0.5, [question], 1))
  expect(broken(overtaken, kept([question, answer]))).toEqual([])
})

test('whoever saw the answer end and then reads without it is found', () => {
  const early = clara(sends, acked, listens(null), shown('On its way.'), ended, read(5.5, [question], 1))
  expect(broken(early, kept([question, answer]))).toEqual(['I5'])
})

test('a turn that ended and then went on is found', () => {
  const status = (askedAt: number, now: 'running' | 'completed'): Deed => ({
    kind: 'turn',
    turnId: 'turn-1',
    askedAt: askedAt * 1_000,
    status: now,
  })
  expect(broken(clara(status(0, 'completed'), status(1.5, 'running')), kept([question, answer]))).toEqual(['I5'])
})

test('an answer that never ends is found, and one that took too long in one life of the server', () => {
  const turns = [{ id: 'turn-1', conversationId, status: 'running' as const, messageId: null }]
  expect(broken([], kept([question], { turns }))).toEqual(['I6'])
  const ready: Line = { kind: 'ready', tookMs: 1, at: 0, who: 'driver' }
  const late: Line = { ...ended, at: 17_001, who: 'clara' }
  const early = clara(sends, acked, listens(null), shown('On its way.'))
  expect(broken([ready, ...early, late], kept([question, answer]))).toEqual(['I6'])
  const restarted: Line[] = [
    { kind: 'killed', phase: 'stop', at: 9_000, who: 'driver' },
    { ...ready, at: 10_000 },
  ]
  expect(broken([ready, ...early, ...restarted, late], kept([question, answer]))).toEqual([])
})

test('two answers to one turn are found, and a completed turn without one', () => {
  expect(broken([], kept([question, answer, { ...answer, id: 'message-3', seq: 3 }]))).toEqual(['I7'])
  const turns = [{ id: 'turn-1', conversationId, status: 'completed' as const, messageId: null }]
  expect(broken([], kept([question], { turns }))).toEqual(['I7'])
})

const called = (key: string | null, reference = 'clara-1'): Deed => ({ kind: 'called', tool: 'pay', key, reference })
const call = (given: Partial<FinalCall> = {}): FinalCall => ({
  id: 'call-1',
  turnId: 'turn-1',
  name: 'pay',
  arguments: { reference: 'clara-1' },
  effect: 'once',
  state: 'succeeded',
  ...given,
})
const brokenBy = (deeds: Deed[], calls: FinalCall[]) => broken(clara(...deeds), kept([question, answer], { calls }))

test('calls of tools that were made as they are kept are not complained about', () => {
  expect(brokenBy([called('call-1')], [call()])).toEqual([])
  expect(brokenBy([called('call-1')], [call({ state: 'unknown' })])).toEqual([])
  expect(brokenBy([called('call-1'), called('call-1')], [call({ effect: 'idempotent' })])).toEqual([])
  expect(brokenBy([called(null), called(null)], [call({ effect: 'read' })])).toEqual([])
})

test('what happens once and was asked for twice is found, and what was asked for in other words or never kept', () => {
  expect(brokenBy([called('call-1'), called('call-1')], [call({ state: 'unknown' })])).toEqual(['I7'])
  expect(brokenBy([called('call-1', 'clara-2')], [call()])).toEqual(['I7'])
  expect(brokenBy([called('call-1'), called('call-9')], [call()])).toEqual(['I7'])
  expect(brokenBy([called(null)], [])).toEqual(['I7'])
})

test('a call that is said to have succeeded and was never made is found, and one that is under way for ever', () => {
  expect(brokenBy([], [call()])).toEqual(['I7'])
  expect(brokenBy([], [call({ effect: 'read' })])).toEqual(['I7'])
  expect(brokenBy([called('call-1')], [call({ state: 'started' })])).toEqual(['I6'])
})

test('of several proofs the smallest comes first', () => {
  const found = checkHistory(clara(sends, acked, read(2.5, [], 0)), kept([], { turns: [] }), { answerMs: 15_000 })
  expect(found.map(({ invariant, lines }) => [invariant, lines.length])).toEqual([
    ['I1', 1],
    ['I4', 2],
  ])
})
