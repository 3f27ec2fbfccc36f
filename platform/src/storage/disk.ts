import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkedKey } from './key.ts'
import type { Storage } from './port.ts'

/** Files below one directory. A draft is written beside them and renamed, so a crash leaves the old file or the new one. */
export function createDiskStorage(directory: string): Storage {
  // Upper case is in no key, so drafts and files cannot meet.
  const drafts = join(directory, 'DRAFTS')
  const pathOf = (key: string) => join(directory, checkedKey(key))

  return {
    put: async (key, body) => {
      const path = pathOf(key)
      const draft = join(drafts, randomUUID())
      await mkdir(drafts, { recursive: true })
      try {
        await writeDurably(draft, body)
        await mkdir(dirname(path), { recursive: true })
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    get: async key => {
      const path = pathOf(key)
      try {
        return await readFile(path)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    delete: async key => rm(pathOf(key), { force: true }),
  }
}

async function writeDurably(path: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  await using file = await open(path, 'wx', 0o600)
  await file.writeFile(body)
  // The rename may reach the disk before the bytes do; a power cut would then leave an empty file.
  await file.sync()
}
