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

test('guardrails are sent whole, with phrases one in a line, and only when one of them was changed', () => {
  const before = { ...draftOf(undefined), name: 'Ada' }
  const topics = [{ name: 'Legal advice', phrases: ' legal advice\n\nsue ', reply: 'I may not.' }]
  const patterns = [
    { name: ' CUSTOMER_NUMBER', value: 'NW-[0-9]{4}' },
    { name: '', value: '' },
  ]
  const guardrails = { ...before.guardrails, topics, masks: true, patterns }
  expect(changesBetween(before, { ...before, guardrails })).toEqual({
    guardrails: {
      forbiddenTopics: [{ name: 'Legal advice', phrases: ['legal advice', 'sue'], reply: 'I may not.' }],
      disclosure: { isEnabled: false, line: '' },
      maskPersonalData: { isEnabled: true, patterns: [{ name: 'CUSTOMER_NUMBER', pattern: 'NW-[0-9]{4}' }] },
      claimCheck: 'off',
    },
  })
  expect(changesBetween(before, { ...before, guardrails: { ...before.guardrails } })).toEqual({})
})
