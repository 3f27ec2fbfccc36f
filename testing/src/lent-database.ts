import type { Database } from '@frontdesk/platform/database/port'
import { openTestDatabase } from './database.ts'
import { atEndOfFile } from './end-of-file.ts'

const idle: Database[] = []

/**
 * An empty database that stays open until the run ends: the next test file gets it, emptied, because opening one takes
 * longer than most files do. Nobody may change its tables for good; for that there are fresh ones.
 */
export const lentDatabase = async (): Promise<Database> => {
  const database = (await nextEmptied()) ?? (await openTestDatabase())
  atEndOfFile(() => idle.push(database))
  // Another object, because what is remembered of a database is remembered by it.
  return { ...database, close: async () => {} }
}

/** One that was left in a state in which it cannot be emptied is left alone. */
const nextEmptied = async (): Promise<Database | undefined> => {
  for (let database = idle.pop(); database; database = idle.pop())
    try {
      await emptyTables(database)
      return database
    } catch {
      await database.close().catch(() => {})
    }
  return undefined
}

const kept = `('_prisma_migrations', 'outbox_cursors')`

// Rows that were deleted would stay in its files, where nobody vacuums, and slow the next file down.
const emptyTables = (database: Database) =>
  database.owner.query(`DO $$
    DECLARE
      filled text;
    BEGIN
      SET LOCAL lock_timeout = '2s';
      SET LOCAL session_replication_role = replica;
      SELECT string_agg(oid::regclass::text, ', ') INTO filled FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ${kept} AND pg_relation_size(oid) > 0;
      IF filled IS NOT NULL THEN
        EXECUTE 'TRUNCATE ' || filled || ' CASCADE';
      END IF;
      UPDATE outbox_cursors SET holder = NULL, held_until = NULL;
    END $$`)

/** Within a file, where few rows are: without triggers and foreign keys, which would not let a trail go. */
export const emptyRows = (database: Database) =>
  database.owner.query(`DO $$
    DECLARE
      each regclass;
    BEGIN
      SET LOCAL session_replication_role = replica;
      FOR each IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
          AND relname NOT IN ${kept} LOOP
        EXECUTE format('DELETE FROM %s', each);
      END LOOP;
    END $$`)
