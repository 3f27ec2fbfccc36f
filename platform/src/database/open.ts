import { migrate } from './migrate.ts'
import { openEmbedded } from './pglite.ts'
import { startEmbedded } from './pglite-start.ts'
import type { Database } from './port.ts'
import { checkPostgres, connectOwner, openLogins } from './postgres.ts'
import type { DatabaseConfig, StartedDatabase } from './start.ts'

/** Opens the database that the configuration names, migrated to the newest schema; the embedded one may have been started before. */
export const openDatabase = async (config: DatabaseConfig, started?: StartedDatabase): Promise<Database> => {
  if (!config.databaseUrl) {
    const database = await openEmbedded(started ?? (await startEmbedded(config.dataDir)))
    await migrate(database.owner)
    return database
  }
  const owner = connectOwner(config.databaseUrl)
  try {
    await checkPostgres(owner)
    await migrate(owner)
    return await openLogins(config.databaseUrl, owner)
  } catch (error) {
    await owner.end()
    throw error
  }
}
