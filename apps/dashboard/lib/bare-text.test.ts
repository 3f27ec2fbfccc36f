import { expect, test } from 'vitest'
import { bareText } from './bare-text.ts'

test('headings and emphasis lose their marks, everything else stays', () => {
  expect(bareText('# Returns\n\nYou have **30 days**.\n## By post\nUse box #4; 2 ** 3 is 8.')).toBe(
    'Returns\n\nYou have 30 days.\nBy post\nUse box #4; 2 ** 3 is 8.',
  )
})
