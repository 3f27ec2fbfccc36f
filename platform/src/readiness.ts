import { systemSql } from './database/transaction.ts'
import type { Platform } from './platform.ts'

/** Whether the database answers within two seconds; migrations were applied before anything was served. */
export const isReady = async ({ database }: Platform): Promise<boolean> => {
  const late = new Promise<false>(resolve => setTimeout(() => resolve(false), 2_000).unref())
  const answered = systemSql(database, [{ text: 'SELECT 1' }]).then(
    () => true,
    () => false,
  )
  return Promise.race([answered, late])
}
