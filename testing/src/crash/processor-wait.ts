import { readFileSync } from 'node:fs'

const nanosecondsPerMs = 1e6

/**
 * How long the main thread of a process has stood in line for a processor: nothing on an idle machine. What its other
 * threads waited meanwhile is not counted, so that no time is taken off twice. 0 where /proc does not tell.
 */
export const processorWaitMs = (pid: number): number => {
  try {
    const [, waited] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')
    return Math.round(Number(waited) / nanosecondsPerMs)
  } catch {
    return 0
  }
}
