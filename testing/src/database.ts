import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { openDatabase } from '@frontdesk/platform/database/open'
import type { Database } from '@frontdesk/platform/database/port'
import { openPostgresCopy } from './postgres-copy.ts'
import { runFolder } from './run.ts'
import { exists, templatePath } from './template.ts'

/**
 * An empty, migrated database of one's own; closing it removes it. Embedded, or on the server of DATABASE_URL.
 * It is a copy of a template, made once for each state of the migrations, because making one takes seconds.
 */
export const openTestDatabase = async (): Promise<Database> => {
  const template = await templatePath()
  const { DATABASE_URL } = process.env
  return DATABASE_URL ? openPostgresCopy(DATABASE_URL, basename(template)) : openEmbeddedCopy(template)
}

const openEmbeddedCopy = async (template: string): Promise<Database> => {
  if (!(await exists(template))) await buildTemplate(template)
  const dataDir = await mkdtemp(join(await runFolder(), 'database-'))
  await cp(join(template, 'postgres'), join(dataDir, 'postgres'), { recursive: true })
  const database = await openDatabase({ databaseUrl: undefined, dataDir })
  return {
    ...database,
    close: async () => {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Whoever needs one builds it beside, the first to finish wins, and nobody sees half of one. */
export const buildTemplate = async (template: string): Promise<void> => {
  const templates = dirname(template)
  await mkdir(templates, { recursive: true })
  const dataDir = await mkdtemp(join(templates, 'building-'))
  const database = await openDatabase({ databaseUrl: undefined, dataDir })
  await database.close()
  await rename(dataDir, template).catch(() => rm(dataDir, { recursive: true, force: true }))
}
