import { afterAll, afterEach, expect, vi } from 'vitest'
import { endFile } from './end-of-file.ts'
import { listenToConsole, saidAloud } from './silence.ts'

// Runs anew for every file, unlike what it imports.
listenToConsole()

const expectSilence = () => expect(saidAloud(), 'nothing unexpected on console.error or as a warning').toEqual([])

afterEach(expectSilence)
afterAll(async () => {
  vi.useRealTimers()
  await endFile()
  expectSilence()
})
