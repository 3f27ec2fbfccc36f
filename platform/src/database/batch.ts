import pg, { type Connection, type FieldDef, type PoolClient, type Submittable } from 'pg'

export type Statement = {
  text: string
  values?: readonly unknown[]
  /** Given: parsed once per connection. Same name, same text, always. */
  name?: string
  /**
   * Given: told of the result as soon as it is there, while the statements after it still run. Nothing is committed then,
   * and may never be.
   */
  early?: (result: StatementResult) => void
}
export type Row = Record<string, unknown>
export type StatementResult = { rows: Row[]; count: number }

/** What pg's connection offers for the extended protocol; its own types leave these out. */
type Wire = Connection & {
  stream: { cork(): void; uncork(): void }
  preparedByFrontdesk?: Prepared
  parse(message: { name: string; text: string; types: number[] }): void
  bind(message: {
    portal: string
    statement: string
    values: unknown[]
    binary: boolean
    valueMapper: (value: unknown) => unknown
  }): void
  describe(message: { type: 'P'; name: string }): void
  execute(message: { portal: string; rows: number }): void
  flush(): void
  sync(): void
}

type Prepared = { connection: number; fields: Map<string, FieldDef[] | undefined> }
type Parse = (text: string) => unknown

// One session serves all connections of the embedded database, so the names of one must not meet those of another.
let connections = 0

/**
 * Several statements in one round trip and one implicit transaction: everything up to the single Sync commits
 * together or not at all. pg has no call for this, but lets a query speak to the connection itself.
 */
class Batch implements Submittable {
  callback?: (error: Error | null, results?: StatementResult[]) => void
  readonly #statements: readonly Statement[]
  readonly #results: StatementResult[] = []
  #fields: (FieldDef[] | undefined)[] = []
  #parsers: Parse[] = []
  #at = 0
  #wire: Wire | undefined
  #failed = false
  #parsing = false

  constructor(statements: readonly Statement[]) {
    this.#statements = statements
  }

  submit(connection: Connection) {
    const wire = connection as Wire
    this.#wire = wire
    wire.preparedByFrontdesk ??= { connection: ++connections, fields: new Map() }
    const { connection: number, fields } = wire.preparedByFrontdesk
    const parsing = new Set<string>()
    wire.stream.cork()
    try {
      for (const [index, { text, values = [], name: given, early }] of this.#statements.entries()) {
        const name = given ? `${given}:${number}` : ''
        const known = given !== undefined && fields.has(given)
        if (!known && !parsing.has(name)) wire.parse({ name, text, types: [] })
        if (!known && name !== '') parsing.add(name)
        wire.bind({ portal: '', statement: name, values: [...values], binary: false, valueMapper: prepareValue })
        if (!known) wire.describe({ type: 'P', name: '' })
        wire.execute({ portal: '', rows: 0 })
        if (early && !this.#statements[index + 1]?.early) wire.flush()
        this.#fields.push(known ? fields.get(given) : undefined)
      }
      this.#parsing = parsing.size > 0
    } finally {
      wire.sync()
      wire.stream.uncork()
    }
    this.#begin()
  }

  handleRowDescription(message: { fields: FieldDef[] }) {
    this.#fields[this.#at] = message.fields
    this.#begin()
  }

  handleDataRow(message: { fields: (string | null)[] }) {
    const fields = this.#fields[this.#at] ?? []
    const row: Row = {}
    for (let i = 0; i < fields.length; i++) {
      const value = message.fields[i] ?? null
      row[fields[i]?.name ?? ''] = value === null ? null : this.#parsers[i]?.(value)
    }
    this.#results[this.#at]?.rows.push(row)
  }

  handleCommandComplete(message: { text: string }) {
    const result = this.#results[this.#at]
    if (result) result.count = Number(message.text.slice(message.text.lastIndexOf(' ') + 1)) || 0
    const { name, early } = this.#statements[this.#at] ?? {}
    if (name) this.#wire?.preparedByFrontdesk?.fields.set(name, this.#fields[this.#at])
    if (result) early?.(result)
    this.#at++
    this.#begin()
  }

  handleEmptyQuery() {
    this.handleCommandComplete({ text: '' })
  }

  handlePortalSuspended() {}

  handleError(error: Error) {
    if (this.#failed) return
    this.#failed = true
    // Whether the server kept a statement that was new in this batch cannot be known, so its names cannot be used again.
    this.callback?.(this.#parsing ? new TaintedConnection(error) : error)
  }

  handleReadyForQuery() {
    if (!this.#failed) this.callback?.(null, this.#results)
  }

  #begin() {
    if (this.#at >= this.#statements.length) return
    this.#results[this.#at] ??= { rows: [], count: 0 }
    this.#parsers = (this.#fields[this.#at] ?? []).map(
      field => pg.types.getTypeParser(field.dataTypeID, 'text') as Parse,
    )
  }
}

/** The batch failed, as `cause` says, and this connection must not be used again. */
export class TaintedConnection extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause })
  }
}

const prepareValue = (value: unknown): unknown => {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (Array.isArray(value)) return arrayLiteral(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const arrayLiteral = (values: unknown[]): string => `{${values.map(arrayItem).join(',')}}`

const arrayItem = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`
  const text =
    value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** Runs the statements on this client as one transaction. Rejects with the database's error; then nothing was kept. */
export const runBatch = (client: PoolClient, statements: readonly Statement[]) =>
  new Promise<StatementResult[]>((resolve, reject) => {
    const batch = new Batch(statements)
    batch.callback = (error, results) => (error ? reject(error) : resolve(results ?? []))
    client.query(batch)
  })
