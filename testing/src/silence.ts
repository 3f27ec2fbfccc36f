import { format } from 'node:util'

// What a test did not expect to be said aloud is a fault that nobody has looked at yet. A test that does expect it spies on
// the console itself. Unhandled rejections fail the run without our help.
const said: string[] = []

process.on('warning', warning => said.push(warning.stack ?? warning.message))

export const listenToConsole = () => {
  console.error = (...words: unknown[]) => said.push(format(...words))
  console.warn = (...words: unknown[]) => said.push(format(...words))
}

/** What was said since somebody last asked. */
export const saidAloud = (): string[] => said.splice(0)
