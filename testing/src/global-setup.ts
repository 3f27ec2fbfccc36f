import { randomBytes } from 'node:crypto'
import { removeRunFolder } from './run.ts'
import { exists, templatePath } from './template.ts'

/**
 * Makes the database that tests copy before the first of them waits for it; later runs find it there. At the end of the
 * run its databases go: files hand them on, so the last one cannot know that it is the last.
 */
export const setup = async (): Promise<() => Promise<void>> => {
  const run = randomBytes(4).toString('hex')
  process.env.FRONTDESK_TEST_RUN = run
  const template = await templatePath()
  if (!process.env.DATABASE_URL && !(await exists(template))) {
    const { buildTemplate } = await import('./database.ts')
    await buildTemplate(template)
  }
  return () => endRun(run)
}

const endRun = async (run: string) => {
  await removeRunFolder(run)
  if (!process.env.DATABASE_URL) return
  const { dropCopies } = await import('./postgres-copy.ts')
  await dropCopies(process.env.DATABASE_URL, run)
}
