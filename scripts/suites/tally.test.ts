import { expect, test } from 'vitest'
import { add, isGreen, line, nothing, withExit } from './tally.ts'

test('the last line names what was skipped only where something was', () => {
  expect(line({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
  expect(line({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
})

test('a run in which nothing ran is not green', () => {
  expect(isGreen({ ...nothing, skipped: 5 })).toBe(false)
  expect(isGreen(add({ ...nothing, passed: 1 }, nothing))).toBe(true)
})

test('a runner that ends badly without a failed test counts as one failure', () => {
  expect(withExit({ ...nothing, passed: 9 }, 1).failed).toBe(1)
  expect(withExit({ ...nothing, failed: 2 }, 1).failed).toBe(2)
  expect(withExit({ ...nothing, passed: 9 }, 0).failed).toBe(0)
})
