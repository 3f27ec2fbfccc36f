import type { DatabaseConnection, DatabaseConnectionChange } from '@frontdesk/contract/database-connections'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { changeConnection as keepChange } from './store.ts'

/** Changes what is given. Throws NotFound, and Invalid where a kept password would be sent to another place. */
export const changeConnection = (
  ctx: Ctx,
  id: string,
  change: DatabaseConnectionChange,
): Promise<DatabaseConnection> => {
  ctx.must('database-connections.manage')
  const leadsElsewhere = [change.host, change.port, change.tls, change.certificateAuthority].some(
    given => given !== undefined,
  )
  if (leadsElsewhere && change.password === undefined) {
    const message = 'Give the password again: the one that is kept goes only where it was given for.'
    throw new Invalid(message, [{ pointer: '/password', message }])
  }
  return audited(
    ctx,
    'database-connection.updated',
    within => keepChange(within, id, change),
    () => ({ target: id, details: { changed: Object.keys(change) } }),
  )
}
