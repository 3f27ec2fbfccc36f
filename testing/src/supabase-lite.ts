import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { SupabaseConfig } from '@frontdesk/platform/supabase-config'
import { freePort } from './free-port.ts'
import { startSupabaseAdmin } from './supabase-admin.ts'

const patienceMs = 30_000

type Wanted = {
  /** New addresses have to be confirmed by a mail, which is printed. */
  confirmations?: boolean
}

/**
 * Supabase Lite, as its makers ship it, in a process of its own on a free port of this machine. Throws with all that it
 * said when it cannot run here: no test of Supabase passes without it.
 */
export const startSupabase = async ({ confirmations = false }: Wanted = {}) => {
  const directory = await mkdtemp(join(tmpdir(), 'frontdesk-supabase-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const keys = { key: `sb_publishable_${newKey()}`, secretKey: `sb_secret_${newKey()}`, jwtSecret: newKey() + newKey() }
  const config = join(directory, 'config.toml')
  await writeFile(config, toml(port, join(directory, 'data.db'), keys, confirmations))
  let said = ''
  const child = spawn(process.execPath, [cli(), 'start', '--config', config, '--no-admin'], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: directory, LITE_TELEMETRY: '0', DO_NOT_TRACK: '1', NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const output of [child.stdout, child.stderr]) output.on('data', words => (said += words))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const endAtOnce = () => child.kill('SIGKILL')
  // A run that is broken off leaves no server behind.
  process.once('exit', endAtOnce)

  const close = async () => {
    process.off('exit', endAtOnce)
    const gone = hasEnded() ? undefined : once(child, 'exit')
    endAtOnce()
    await gone
    await rm(directory, { recursive: true, force: true })
  }

  const giveUpAt = Date.now() + patienceMs
  while (!(await isReady(url, keys.key))) {
    if (!hasEnded() && Date.now() < giveUpAt) await pause(50)
    else {
      await close()
      throw new Error(`Supabase Lite does not run here, so nothing of Supabase was tested:\n${said}`)
    }
  }
  const admin = await startSupabaseAdmin({ url, ...keys, said: () => said })
  const settings: SupabaseConfig = { url: admin.url, ...keys }
  return {
    settings,
    close: async () => {
      admin.close()
      await close()
    },
  }
}

const cli = () => fileURLToPath(new URL('cli/index.js', import.meta.resolve('@supabase/lite')))

const newKey = () => randomBytes(24).toString('base64url')

const toml = (
  port: number,
  file: string,
  keys: { key: string; secretKey: string; jwtSecret: string },
  confirmations: boolean,
) => `
[api]
port = ${port}

[db]
driver = "sqlite-postgres"
url = "file:${file}"

[auth]
enabled = true
jwt_secret = "${keys.jwtSecret}"
jwt_expiry = 3600
enable_signup = true
publishable_key = "${keys.key}"
secret_key = "${keys.secretKey}"

[auth.email]
enable_confirmations = ${confirmations}
max_frequency = "1s"
double_confirm_changes = false
`

const isReady = (url: string, key: string) =>
  fetch(`${url}/auth/v1/health`, { headers: { apikey: key }, signal: AbortSignal.timeout(1_000) }).then(
    reply => reply.ok,
    () => false,
  )
