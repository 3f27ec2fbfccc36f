import { expect, test } from 'vitest'
import { uiMessageStream } from './ui-message-stream.ts'

test('a reader who comes back after the answer was begun anew hears of that before anything of the new attempt', () => {
  const told = uiMessageStream('turn', 'conversation', true).write({ kind: 'reset', attempt: 2 })
  const types = [...told.matchAll(/"type":"([^"]+)"/g)].map(([, type]) => type)
  expect(types).toEqual(['data-reset', 'start', 'data-conversation', 'start-step'])
})
