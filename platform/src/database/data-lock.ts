import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Owner = { pid: number; startedAt: string; bootId: string }

/**
 * Makes this process the only one that uses the data directory: two would each see only their own writes.
 * Throws an error that names the owner's pid when another process lives in it; a dead one's lock is taken over.
 */
export const lockDataDirectory = async (dataDir: string): Promise<() => Promise<void>> => {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, 'frontdesk.lock')
  const owner = await take(path)
  if (owner)
    throw new Error(
      `The data directory ${dataDir} is in use by process ${owner.pid}. Stop that one first, or set FRONTDESK_DATA_DIR to another directory.`,
    )
  return () => rm(path, { force: true })
}

/**
 * Takes the lock, or answers who living has it. It appears whole, by a link, and never half written. A dead owner's lock
 * is replaced only by who holds the lock on replacing it and finds the same dead owner still there.
 */
const take = async (path: string): Promise<Owner | undefined> => {
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) ?? '', bootId: bootId() }))
  try {
    while (!(await linked(draft, path))) {
      const found = await textOf(path)
      const owner = living(found)
      if (owner) return owner
      const replacer = await take(`${path}.takeover`)
      if (replacer) return replacer
      try {
        if (found !== undefined && (await textOf(path)) === found) return void (await rename(draft, path))
      } finally {
        await rm(`${path}.takeover`)
      }
    }
    return undefined
  } finally {
    await rm(draft, { force: true })
  }
}

const linked = (draft: string, path: string) =>
  link(draft, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )

const textOf = (path: string) =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

const living = (text = ''): Owner | undefined => {
  try {
    const owner = JSON.parse(text) as Owner
    return isAlive(owner) ? owner : undefined
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
