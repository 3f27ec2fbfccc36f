import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folderOf = (run: string) => join(tmpdir(), `frontdesk-test-${run}`)

/** Tells what belongs to this run of tests from what belongs to others that run meanwhile. */
export const thisRun = () => process.env.FRONTDESK_TEST_RUN ?? 'alone'

export const runFolder = async (): Promise<string> => {
  const folder = folderOf(thisRun())
  await mkdir(folder, { recursive: true })
  return folder
}

export const endRun = async (run: string): Promise<void> => {
  await rm(folderOf(run), { recursive: true, force: true })
  if (!process.env.DATABASE_URL) return
  const { dropCopies } = await import('./postgres-copy.ts')
  await dropCopies(process.env.DATABASE_URL, run)
}
