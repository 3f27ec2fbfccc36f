import { readFileSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Owner = { pid: number; startedAt: string; bootId: string }

/**
 * Makes this process the only one that uses the data directory: two would each see only their own writes.
 * Throws an error that names the owner's pid when another process lives in it; a dead one's lock is taken over.
 */
export const lockDataDirectory = async (dataDir: string): Promise<() => Promise<void>> => {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, 'frontdesk.lock')
  const mine: Owner = { pid: process.pid, startedAt: startOf(process.pid) ?? '', bootId: bootId() }
  for (let attempt = 0; attempt < 5; attempt++) {
    const taken = await create(path, mine)
    if (taken) return () => release(path, mine)
    const owner = await readOwner(path)
    if (owner && isAlive(owner))
      throw new Error(
        `The data directory ${dataDir} is in use by process ${owner.pid}. Stop that one first, or set FRONTDESK_DATA_DIR to another directory.`,
      )
    await moveAside(path)
  }
  throw new Error(`The data directory ${dataDir} could not be locked; another process keeps taking it.`)
}

const create = async (path: string, owner: Owner) => {
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw error
  })
  if (!file) return false
  await file.writeFile(JSON.stringify(owner))
  await file.close()
  return true
}

const readOwner = async (path: string): Promise<Owner | undefined> => {
  const text = await readFile(path, 'utf8').catch(() => '')
  try {
    return JSON.parse(text) as Owner
  } catch {
    return undefined
  }
}

/** A pid alone can belong to somebody else by now; with the boot and the start time it is the same process. */
const isAlive = ({ pid, startedAt, bootId: boot }: Owner) => {
  if (boot !== bootId()) return false
  const now = startOf(pid)
  return now !== undefined && (startedAt === '' || now === startedAt)
}

const startOf = (pid: number): string | undefined => {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return runs(pid) ? '' : undefined
  }
}

const runs = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const bootId = () => {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}

/** Renaming first lets only one of two takers-over win; the loser finds nothing to rename and tries again. */
const moveAside = async (path: string) => {
  const aside = `${path}.${process.pid}.stale`
  await rename(path, aside).catch(() => {})
  await rm(aside, { force: true })
}

const release = async (path: string, mine: Owner) => {
  const owner = await readOwner(path)
  if (owner?.pid === mine.pid) await writeFile(path, '').then(() => rm(path, { force: true }))
}
