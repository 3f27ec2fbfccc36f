import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { pinned } from './cores.ts'

export type Program = { pid: number; rssMb(): number; cpuMs(): number; said(): string; stop(): Promise<void> }
type Start = {
  file: URL
  args?: readonly string[]
  nodeArgs?: readonly string[]
  environment?: Record<string, string>
  cores: 'measured' | 'measuring' | 'all'
  isReady: () => Promise<boolean>
}

// Whoever interrupts a benchmark must not be left with its servers.
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const patienceMs = 60_000
const repository = new URL('../../', import.meta.url)

/** Starts a Node program and resolves when it is ready. Rejects with what it said when it ends before. */
export async function startProgram(start: Start): Promise<Program> {
  const { file, args = [], nodeArgs = [], environment = {}, cores, isReady } = start
  const [command = '', ...rest] = pinned([process.execPath, ...nodeArgs, fileURLToPath(file), ...args], cores)
  const child = spawn(command, rest, {
    cwd: repository,
    env: { ...bare, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let said = ''
  const listen = (part: Buffer) => {
    said = (said + part.toString()).slice(-4_000)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const until = performance.now() + patienceMs
  while (!(await isReady())) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${file.pathname} ended:\n${said}`)
    if (performance.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`${file.pathname} was not ready within a minute:\n${said}`)
    }
    await pause(5)
  }
  const pid = child.pid ?? 0
  return { pid, rssMb: () => rssMb(pid), cpuMs: () => cpuMs(pid), said: () => said, stop: () => stop(child) }
}

// The measured server sees our settings and nothing of the person's who measures.
const bare: Record<string, string> = {
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  NODE_ENV: 'production',
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  const impatient = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(impatient)
}

/** Memory in use, in megabytes, as the kernel counts it. */
const rssMb = (pid: number) => {
  const pages = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(pages) / 1024
}

// The kernel counts in hundredths of a second; the name before them may hold anything but a closing bracket.
const cpuMs = (pid: number) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

export const answers = (address: string) => async () => {
  try {
    const response = await fetch(address)
    await response.arrayBuffer()
    return response.status < 300
  } catch {
    return false
  }
}
