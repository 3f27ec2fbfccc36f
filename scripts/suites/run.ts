import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Environment = Record<string, string | undefined>

/** Runs a command to its end with its output on ours; resolves with its exit code. */
export const run = (command: string, words: string[], environment: Environment = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, ...environment } })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)))
  })

/** Hands over a path for a JSON report, and afterwards what was written there; undefined where nothing was. */
export const withReport = async (
  use: (path: string) => Promise<number>,
): Promise<{ exitCode: number; report: unknown }> => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-report-'))
  try {
    const path = join(folder, 'report.json')
    const exitCode = await use(path)
    return { exitCode, report: readReport(path) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const readReport = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
