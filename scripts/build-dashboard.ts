import { execFile } from 'node:child_process'
import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'apps/dashboard/out/.built')
const sources = ['apps/dashboard', 'contract/src']
const notSources = /(^|\/)(node_modules|out|\.next|\.turbo|next-env\.d\.ts)(\/|$)/

/** Exports the dashboard unless the one that is there is newer than everything it is made of. */
export const buildDashboard = async () => {
  const built = await changedAt(stamp)
  if (built >= (await newestOf(sources))) return
  console.log('Building the dashboard, which takes half a minute the first time …')
  const startedAt = new Date()
  // A build that broke off leaves a cache that may break the next one, so a second try begins from nothing.
  let failure = await runBuild()
  if (failure) {
    await forgetBuild()
    failure = await runBuild()
  }
  if (failure) throw new Error(`The dashboard could not be built:\n${failure}`)
  await writeFile(stamp, '')
  await utimes(stamp, startedAt, startedAt)
}

/** What the build said when it failed; undefined when it did not. */
const runBuild = async (): Promise<string | undefined> => {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  try {
    await promisify(execFile)('npm', ['run', 'build', '-w', '@frontdesk/dashboard'], { cwd: root, env })
    return undefined
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return `${stdout}\n${stderr}\n${error}`
  }
}

const forgetBuild = () => rm(join(root, 'apps/dashboard/.next'), { recursive: true, force: true })

const changedAt = async (path: string) => {
  const found = await stat(path).catch(() => undefined)
  return found?.mtimeMs ?? 0
}

const newestOf = async (folders: string[]) => {
  let newest = 0
  for (const folder of folders)
    for (const name of await readdir(join(root, folder), { recursive: true }))
      if (!notSources.test(name)) newest = Math.max(newest, await changedAt(join(root, folder, name)))
  return newest
}
