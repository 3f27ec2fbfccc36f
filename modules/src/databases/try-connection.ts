import { DatabaseFailure } from '@frontdesk/platform/customer-databases/port'
import { record } from '#audit'
import type { Ctx } from '#context'
import { findWithPassword } from './store.ts'

const patienceMs = 5_000

// Of each relation, whether this login sees its columns: both kinds of servers keep them in the same view.
const question = {
  postgresql: `SELECT DISTINCT table_schema || '.' || table_name AS name FROM information_schema.columns
    WHERE table_schema || '.' || table_name = ANY($1::text[])`,
  mysql: `SELECT DISTINCT CONCAT(table_schema, '.', table_name) AS name FROM information_schema.columns
    WHERE FIND_IN_SET(CONCAT(table_schema, '.', table_name), ?)`,
}

/** Connects and looks for the listed relations; what goes wrong is the answer. Throws NotFound. */
export const tryConnection = async (ctx: Ctx, id: string) => {
  ctx.must('database-connections.manage')
  const connection = await findWithPassword(ctx, id)
  const { dialect, relations } = connection
  await record(ctx, 'database-connection.tried', { target: id })
  const from = performance.now()
  const said = async () => {
    const { rows } = await ctx.platform.customerDatabases.read(
      { ...connection, key: `${ctx.organizationId} ${id}` },
      {
        text: question[dialect],
        values: [dialect === 'postgresql' ? relations : relations.join(',')],
        mostRows: 1_000,
        timeoutMs: patienceMs,
      },
    )
    const seen = new Set(rows.map(row => row.name))
    const unseen = relations.filter(relation => !seen.has(relation))
    if (unseen.length > 0)
      return { works: false, said: `It connects, but this login cannot read ${unseen.join(', ')}.` }
    return {
      works: true,
      said: `It connects; ${relations.length} of ${relations.length} tables and views can be read.`,
    }
  }
  try {
    return { ...(await said()), durationMs: Math.round(performance.now() - from) }
  } catch (error) {
    if (!(error instanceof DatabaseFailure)) throw error
    return { works: false, said: error.message, durationMs: Math.round(performance.now() - from) }
  }
}
