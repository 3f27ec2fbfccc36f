import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { nodeFlags } from '../apps/server/src/node-flags.ts'
import { build } from './build.ts'

/** Builds what is not built and serves. The server is a process of its own, so that nothing of the build stays in its memory. */
const main = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url))

await build()
const server = spawn(process.execPath, [...nodeFlags, main], { stdio: 'inherit' })
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
