import { expect, test } from 'vitest'
import { readTurnStream } from './turn-stream.ts'

const bodyOf = (...pieces: (string | Uint8Array)[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
      controller.close()
    },
  })

const read = async (...pieces: (string | Uint8Array)[]) => {
  const events = []
  for await (const event of readTurnStream(bodyOf(...pieces))) events.push(event)
  return events
}

const line = (data: object, id?: string) => `${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(data)}\n\n`

test('an answer is read from its beginning to its end, each event with its id', async () => {
  const events = await read(
    line({ type: 'start', messageId: 'm', messageMetadata: { conversationId: 'c', turnId: 't' } }, 't:1:0'),
    line({ type: 'text-delta', id: '0', delta: 'Within ' }, 't:1:7'),
    line({ type: 'text-delta', id: '0', delta: '30 days [1]' }, 't:1:18'),
    line({ type: 'data-citations', data: [{ number: 1, title: 'Returns' }] }),
    line({ type: 'finish', messageMetadata: { messageId: 'm', seq: 2 } }),
    'data: [DONE]\n\n',
  )
  expect(events).toEqual([
    { id: 't:1:0', part: { type: 'began', conversationId: 'c', turnId: 't' } },
    { id: 't:1:7', part: { type: 'text', delta: 'Within ' } },
    { id: 't:1:18', part: { type: 'text', delta: '30 days [1]' } },
    { id: undefined, part: { type: 'citations', citations: [{ number: 1, title: 'Returns' }] } },
    { id: undefined, part: { type: 'finished', messageId: 'm', seq: 2 } },
    { id: undefined, part: { type: 'done' } },
  ])
})

test('it does not matter where the network cuts, not even inside a letter', async () => {
  const bytes = new TextEncoder().encode(
    `: hello\r\n\r\n${line({ type: 'text-delta', delta: 'Größe – 尺寸 🙂' }, 'a')}`,
  )
  const single = [...bytes].map(byte => Uint8Array.of(byte))
  expect(await read(...single)).toEqual([{ id: 'a', part: { type: 'text', delta: 'Größe – 尺寸 🙂' } }])
})

test('that something was called is heard, and nothing else of it', async () => {
  const events = await read(
    line({ type: 'tool-input-available', toolCallId: 'c', toolName: 'refund', input: { amount: 5 } }),
    line({ type: 'tool-approval-request', approvalId: 'c', toolCallId: 'c' }),
    line({ type: 'tool-output-available', toolCallId: 'c', output: { ok: true } }),
  )
  expect(events.map(({ part }) => part)).toEqual([{ type: 'called' }, { type: 'called' }])
})

test('what it does not know and what is not JSON are passed over', async () => {
  const events = await read(
    line({ type: 'reasoning-delta', delta: 'hm' }),
    'data: {broken\n\n',
    'event: ping\n\n',
    line({ type: 'data-reset', data: { attempt: 2 } }),
    line({ type: 'error', errorText: 'The model did not answer.' }),
    line({ type: 'abort' }),
  )
  expect(events.map(({ part }) => part)).toEqual([
    { type: 'reset' },
    { type: 'failed', sentence: 'The model did not answer.' },
    { type: 'stopped' },
  ])
})
