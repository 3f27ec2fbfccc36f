import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { nothing, type Tally, withExit } from './tally.ts'

/**
 * Kills the server that often while it answers, and counts what its histories show; the count itself is told by our caller.
 * `phase` says where in an answer, if it is always to be the same.
 */
export const runCrash = async (kills: string, phase?: 'tool-call'): Promise<Tally> => {
  const child = spawn(
    process.execPath,
    ['testing/src/crash/main.ts', '--kills', kills, ...(phase ? ['--phase', phase] : [])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exited = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => resolve(code ?? 1))
  })
  let tally = nothing
  for await (const line of createInterface({ input: child.stdout })) {
    const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(line) ?? []
    if (passed && failed) tally = { ...nothing, passed: Number(passed), failed: Number(failed) }
    else console.log(line)
  }
  return withExit(tally, await exited)
}
