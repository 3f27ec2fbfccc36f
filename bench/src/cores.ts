import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

const pinner = 'taskset'
// What is measured gets a core of its own; what measures it shares the other.
const measured = '0'
const measuring = '1'
// Asked for before this process is pinned: afterwards there is one.
const cores = availableParallelism()

const canPin = (() => {
  if (cores < 2) return false
  try {
    execFileSync(pinner, ['-pc', String(process.pid)], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

export const pinning = canPin
  ? 'server on one core, load on another'
  : 'not pinned: taskset or a second core is missing'

/** Call before anything is started: children inherit the core. */
export const pinMyself = () => {
  if (canPin) execFileSync(pinner, ['-apc', measuring, String(process.pid)], { stdio: 'ignore' })
}

/** The command, held to the measured core; or left free on all of them. */
export const pinned = (command: readonly string[], where: 'measured' | 'measuring' | 'all'): string[] => {
  if (!canPin) return [...command]
  const list = where === 'all' ? `0-${cores - 1}` : where === 'measured' ? measured : measuring
  return [pinner, '-c', list, ...command]
}
