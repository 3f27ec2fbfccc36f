import type { Database } from '@frontdesk/platform/database/port'
import { withOwnPool } from './own-pool.ts'

const filter = /(?:(?:"\w+"|\w+)\.)*"?\borganization_id"? = \$(\d+)(?:::uuid)?/g

/**
 * The same database for code that forgot to ask for its organization's rows alone: on the way of a tenant's statements
 * every comparison with an organization is made true, parameters staying what and where they were. Sweepers and sign-in,
 * whom no policy holds back, keep theirs.
 */
export const withoutFilter = (database: Database): Database =>
  withOwnPool(database, 6, wire => {
    const parse = wire.parse.bind(wire)
    wire.parse = (query, more) =>
      parse({ ...query, text: query.text.replace(filter, '($$$1::uuid IS NULL OR true)') }, more)
  })
