import { expect, test } from 'vitest'
import { LiveTurn } from './live-turns.ts'
import type { Ending, TurnEvent } from './turn.ts'

const lease = { organizationId: 'o', turnId: 't', conversationId: 'c', attempt: 1, leaseToken: 1 }
const ended: Ending = { status: 'completed', messageId: 'm', seq: 2, text: 'Hello there', citations: [], trace: {} }

const reader = (turn: LiveTurn, position?: { attempt: number; offset: number }) => {
  const events: TurnEvent[] = []
  const stop = turn.listen(event => events.push(event), position)
  return {
    events,
    stop,
    text: () =>
      events.reduce(
        (text, event) => (event.kind === 'text' ? text + event.text : event.kind === 'reset' ? '' : text),
        '',
      ),
  }
}

test('readers who come at any time see the same text', () => {
  const turn = new LiveTurn(lease)
  const early = reader(turn)
  turn.append('Hello')
  const late = reader(turn)
  turn.append(' there')
  turn.end(ended)
  const latest = reader(turn)
  for (const each of [early, late, latest]) {
    expect(each.text()).toBe('Hello there')
    expect(each.events.at(-1)).toMatchObject({ kind: 'end', ending: ended })
  }
})

test('a reader who comes back is told only what it missed', () => {
  const turn = new LiveTurn(lease)
  turn.append('Hello there')
  expect(reader(turn, { attempt: 1, offset: 5 }).events).toEqual([
    { kind: 'text', attempt: 1, offset: 11, text: ' there' },
  ])
})

test('a new attempt takes back what was shown, also for those who missed the change', () => {
  const turn = new LiveTurn(lease)
  const watching = reader(turn)
  turn.append('Wrong')
  turn.restart({ ...lease, attempt: 2 })
  turn.append('Right')
  expect(watching.text()).toBe('Right')
  const back = reader(turn, { attempt: 1, offset: 5 })
  expect(back.events[0]).toEqual({ kind: 'reset', attempt: 2 })
  expect(back.text()).toBe('Right')
})

test('who stopped listening hears nothing more, and an ended answer never changes', () => {
  const turn = new LiveTurn(lease)
  const gone = reader(turn)
  gone.stop()
  turn.end(ended)
  turn.append('more')
  turn.end({ ...ended, status: 'failed' })
  expect(gone.events).toHaveLength(1)
  expect(turn.ending?.status).toBe('completed')
})
