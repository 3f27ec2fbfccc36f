import { migrate } from './migrate.ts'
import { openEmbedded } from './pglite.ts'
import type { Database } from './port.ts'
import { checkPostgres, connectOwner, openLogins } from './postgres.ts'

/** Opens the database that the configuration names, migrated to the newest schema. */
export const openDatabase = async (config: { databaseUrl: string | undefined; dataDir: string }): Promise<Database> => {
  if (!config.databaseUrl) {
    const database = await openEmbedded(config.dataDir)
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
