import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The server, restarted when its code changes, and the dashboard with hot reloading, which sends /api to the server. */
const root = fileURLToPath(new URL('..', import.meta.url))
const port = process.env.PORT ?? '3000'
const dashboardPort = String(Number(port) + 1)

const children = [
  spawn(
    process.execPath,
    [
      '--watch-path=api',
      '--watch-path=modules',
      '--watch-path=platform',
      '--watch-path=contract',
      '--watch-preserve-output',
      'apps/server/src/main.ts',
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        PORT: port,
        FRONTDESK_URL: process.env.FRONTDESK_URL ?? `http://localhost:${dashboardPort}`,
      },
    },
  ),
  spawn('npm', ['run', 'dev', '-w', '@frontdesk/dashboard', '--', '--port', dashboardPort], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FRONTDESK_API: `http://localhost:${port}`, NEXT_TELEMETRY_DISABLED: '1' },
  }),
]
console.log(
  `The dashboard with hot reloading comes up at http://localhost:${dashboardPort}, the API at http://localhost:${port}.`,
)
const endAll = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, endAll)
for (const child of children) child.on('exit', endAll)
