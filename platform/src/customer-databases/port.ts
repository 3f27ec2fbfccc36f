import type { DatabaseDialect, DatabaseTls } from '@frontdesk/contract/database-connections'

/** A database of an organization's own, as somebody typed it. */
export type CustomerDatabase = {
  /** Queries under one key share its places. */
  key: string
  dialect: DatabaseDialect
  host: string
  port: number
  database: string | null
  user: string
  password: string
  tls: DatabaseTls
  certificateAuthority: string | null
}

export type DatabaseQuery = {
  text: string
  /** Bound beside the query, in the order of its places: `$1`, or each `?`. */
  values: readonly unknown[]
  mostRows: number
  timeoutMs: number
  signal?: AbortSignal
}

/** `truncated`: there were more rows than were asked for. */
export type FoundRows = { rows: Record<string, unknown>[]; truncated: boolean }

export interface DatabaseReader {
  /**
   * Runs one query that can change nothing. Exact numbers stay numbers; decimals and whole numbers that JSON would
   * round come as text, as dates do; bytes as base64. Throws DatabaseFailure, or the signal's reason.
   */
  read(database: CustomerDatabase, query: DatabaseQuery): Promise<FoundRows>
}

/** What an adapter is handed: an address that was checked, in the place of the name, and a signal that always comes. */
export type ReadDatabase = (
  database: CustomerDatabase & { address: string },
  query: DatabaseQuery & { signal: AbortSignal },
) => Promise<FoundRows>

// However patient a tool is.
export const mostTimeMs = 5_000

/** Past this much of an answer, rows and all, it is not read on. */
export const mostAnswerBytes = 1024 * 1024

export type DatabaseFailureKind = 'refused-address' | 'unreachable' | 'refused' | 'query' | 'timeout' | 'too-large'

const sentences: Record<DatabaseFailureKind, string> = {
  // What is refused and what is not there read the same.
  'refused-address': 'No database answers at this address. Check host and port, and that the internet can reach it.',
  unreachable: 'No database answers at this address. Check host and port, and that the internet can reach it.',
  refused: 'The database let nobody in. Check user, password, database and TLS.',
  query: 'The database refused the query.',
  timeout: 'The query took too long and was stopped.',
  'too-large': 'The query brought back more than 1 MiB. Ask for fewer rows or columns.',
}

/** Why nothing came of a query. The message is for whoever wrote it, the cause is for the log. */
export class DatabaseFailure extends Error {
  readonly kind: DatabaseFailureKind
  constructor(kind: DatabaseFailureKind, { said, cause }: { said?: string; cause?: unknown } = {}) {
    super(said === undefined ? sentences[kind] : `${sentences[kind]} It said: ${said}`, { cause })
    this.name = 'DatabaseFailure'
    this.kind = kind
  }
}
