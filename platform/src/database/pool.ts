import pg from 'pg'

/**
 * A pool whose connections may break at any time: queries under way fail and the next ones connect again, but a loss
 * that nobody waits for, idle or between two statements of a transaction, does not end the process.
 */
export const openPool = (settings: pg.PoolConfig): pg.Pool => {
  const pool = new pg.Pool(settings)
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}
