import { format } from 'node:util'
import { afterAll, afterEach, expect } from 'vitest'

// What a test did not expect to be said aloud is a fault that nobody has looked at yet. A test that does expect it spies on
// the console itself. Unhandled rejections fail the run without our help.
const said: string[] = []

console.error = (...words: unknown[]) => said.push(format(...words))
console.warn = (...words: unknown[]) => said.push(format(...words))
process.on('warning', warning => said.push(warning.stack ?? warning.message))

const expectSilence = () => expect(said.splice(0), 'nothing unexpected on console.error or as a warning').toEqual([])

afterEach(expectSilence)
afterAll(expectSilence)
