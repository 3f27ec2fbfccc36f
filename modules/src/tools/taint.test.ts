import { injections } from '@frontdesk/testing/injections'
import { expect, test } from 'vitest'
import { isSuspicious } from './taint.ts'

test('every family of injected instructions is noticed, however it is disguised', () => {
  const missed = injections(1_000).filter(({ text }) => !isSuspicious(text))
  expect(missed.map(({ family, text }) => `${family}: ${text}`)).toEqual([])
})

test('what customers and shops usually write is not taken for instructions', () => {
  const usual = [
    'How do I use the coupon, and can I ignore the message about the old address?',
    'Please forget my last question. When is your workshop open?',
    'Do not send the invoice to my old address, but to https://shop.example/me',
    'Die Bestellung A-1042 wurde genehmigt und kommt am 3. Dezember.',
    '{"order":"A-1042","status":"shipped","total":1348.5}',
    'Our system is open source. The system requirements: a browser.',
  ]
  expect(usual.filter(isSuspicious)).toEqual([])
})
