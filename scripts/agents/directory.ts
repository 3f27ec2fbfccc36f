import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { type Files, isOurs } from './agent-files.ts'

/** What lies in the directory of agents and tools; other files are none of ours. */
export const readFiles = async (directory: string): Promise<Files> => {
  const entries = await readdir(directory, { recursive: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  const paths = entries.map(path => path.split(sep).join('/')).filter(isOurs)
  const files = paths.toSorted().map(async path => [path, await readFile(join(directory, path), 'utf8')] as const)
  return new Map(await Promise.all(files))
}

/** Makes the directory hold these files of ours, and no others of ours. */
export const writeFiles = async (directory: string, files: Files): Promise<void> => {
  for (const [path, text] of files) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), text)
  }
  for (const path of (await readFiles(directory)).keys()) if (!files.has(path)) await rm(join(directory, path))
}
