import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Writes the Prisma client from the schema; runs after every install and needs no network. */
const platform = fileURLToPath(new URL('../platform', import.meta.url))
const prisma = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url))

execFileSync(process.execPath, [prisma, 'generate'], {
  cwd: platform,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
})
