import { expect, test } from 'vitest'
import { changesBetween, draftOf, fieldsOf } from './agent-draft.ts'

test('an empty connection, model and temperature mean the default of the installation, an empty fallback none', () => {
  expect(fieldsOf({ ...draftOf(undefined), name: 'Ada' })).toMatchObject({
    name: 'Ada',
    modelConnectionId: null,
    model: null,
    temperature: null,
    fallbackModelConnectionId: null,
    fallbackModel: null,
    maxSteps: 40,
    burstMs: 0,
    reasoningEffort: null,
  })
})

test('only what was changed is sent', () => {
  const before = { ...draftOf(undefined), name: 'Ada', temperature: '0.2' }
  expect(changesBetween(before, { ...before, temperature: '0.7' })).toEqual({ temperature: 0.7 })
  expect(changesBetween(before, before)).toEqual({})
})
