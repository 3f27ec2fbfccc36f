import { openDatabase } from '../platform/src/database/open.ts'
import { buildTemplate } from '../platform/src/database/pglite-template.ts'
import { createPgBossJobs } from '../platform/src/jobs/pg-boss.ts'
import { silentLog } from '../platform/src/log.ts'

/** Makes the empty, migrated database that first starts copy, unless it is there already. */
export const buildDatabaseTemplate = (): Promise<void> =>
  buildTemplate(async dataDir => {
    const database = await openDatabase({ databaseUrl: undefined, dataDir })
    // The job queue makes its own tables, when it starts for the first time.
    const jobs = createPgBossJobs({ database: database.owner, log: silentLog })
    await jobs.start()
    await jobs.stop()
    await database.close()
  })

if (import.meta.main) await buildDatabaseTemplate()
