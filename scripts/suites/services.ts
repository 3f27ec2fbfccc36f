import { execFileSync, spawnSync } from 'node:child_process'
import type { Environment } from './run.ts'

const script = 'scripts/services.sh'

/** Runs `use` against a real Postgres, Redis and MariaDB, and ends those that had to be started for it; what ran before goes on running. */
export const withServices = async <T>(use: (environment: Environment) => Promise<T>): Promise<T> => {
  const { status, stdout, stderr } = spawnSync(script, ['up'], { encoding: 'utf8' })
  process.stderr.write(stderr)
  if (status !== 0) throw new Error('Postgres, Redis and MariaDB did not all come up, so nothing was tested on them.')
  try {
    return await use(
      Object.fromEntries([...stdout.matchAll(/^export (\w+)='?(.*?)'?$/gm)].map(([, name, value]) => [name, value])),
    )
  } finally {
    if (/ listens on /.test(stderr)) execFileSync(script, ['down'], { stdio: 'inherit' })
  }
}
