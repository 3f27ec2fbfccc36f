import { type StartedEmbedded, startEmbedded } from './pglite-start.ts'

export type DatabaseConfig = { databaseUrl: string | undefined; dataDir: string }

/** An embedded database on its way; nothing where a server has it. */
export type StartedDatabase = StartedEmbedded | undefined

/**
 * What of opening a database takes long and needs little of the program: the embedded one starts in a thread of its own, while
 * the caller reads the rest. Throws when another process has the data directory.
 */
export const startDatabase = async ({ databaseUrl, dataDir }: DatabaseConfig): Promise<StartedDatabase> =>
  databaseUrl ? undefined : startEmbedded(dataDir)
