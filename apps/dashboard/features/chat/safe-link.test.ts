import { expect, test } from 'vitest'
import { safeLink } from './safe-link.ts'

test('a model can link to web pages and mail addresses, and to nothing else', () => {
  expect(safeLink('https://pedal.example/help')).toBe('https://pedal.example/help')
  expect(safeLink('mailto:help@pedal.example')).toBe('mailto:help@pedal.example')
  for (const hostile of [
    'javascript:alert(1)',
    ' jAvAsCrIpT:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '/agents',
    '//x',
  ])
    expect(safeLink(hostile), hostile).toBe('')
})
