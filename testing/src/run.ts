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

export const removeRunFolder = (run: string): Promise<void> => rm(folderOf(run), { recursive: true, force: true })
