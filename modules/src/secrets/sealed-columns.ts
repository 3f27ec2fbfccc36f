import type { ServerPurpose } from '@frontdesk/platform/sealed-text'

type SealedColumn = {
  /** Whose data key seals it; columns that are read together share one. */
  purpose: string
  /** What follows the organization in the key of the table, with types. */
  row: Readonly<Record<string, 'uuid' | 'text'>>
  /** Which rows are the organization's, where not all are. */
  where?: string
  /** How it was sealed before there were data keys. */
  before?: { purpose: ServerPurpose; of: (organizationId: string, row: string) => string }
}

/**
 * Every column in which an organization keeps something sealed, of whichever module. Nothing can be sealed for another
 * one, and `npm run rotate-keys` goes through these.
 */
const columns = {
  'idempotency_keys.body': {
    purpose: 'idempotent answers',
    row: { principal: 'text', key: 'text' },
    before: { purpose: 'idempotent answers', of: (organizationId, row) => `${organizationId} ${row}` },
  },
  'mails.text': {
    purpose: 'mails',
    row: { id: 'uuid' },
    where: 'user_id IS NULL',
    before: { purpose: 'mails', of: (_, row) => `mails.text ${row}` },
  },
  'mails.html': {
    purpose: 'mails',
    row: { id: 'uuid' },
    where: 'user_id IS NULL',
    before: { purpose: 'mails', of: (_, row) => `mails.html ${row}` },
  },
  'mcp_servers.secret': { purpose: 'mcp servers', row: { id: 'uuid' } },
  'mcp_servers.tokens': { purpose: 'mcp servers', row: { id: 'uuid' } },
  'mcp_servers.departure': { purpose: 'mcp servers', row: { id: 'uuid' } },
  'model_connections.api_key': { purpose: 'model connections', row: { id: 'uuid' } },
  'database_connections.password': { purpose: 'database connections', row: { id: 'uuid' } },
  'tools.headers': { purpose: 'tools', row: { id: 'uuid' } },
} as const satisfies Record<`${string}.${string}`, SealedColumn>

export type SealedColumnName = keyof typeof columns
export type Purpose = (typeof columns)[SealedColumnName]['purpose']

export const sealedColumns = Object.keys(columns) as SealedColumnName[]

export const sealedColumn = (name: SealedColumnName): SealedColumn & { purpose: Purpose } => columns[name]

export const columnsOf = (purpose: string) => sealedColumns.filter(name => columns[name].purpose === purpose)

/** `mails.text` is the column `text` of the table `mails`. */
export const placeOf = (name: SealedColumnName) => {
  const [table = '', column = ''] = name.split('.')
  return { table, column }
}
