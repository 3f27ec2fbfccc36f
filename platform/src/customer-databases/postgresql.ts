import { connect, Socket } from 'node:net'
import pg from 'pg'
import { DatabaseFailure, type ReadDatabase } from './port.ts'
import { rowsOf, wholeNumber } from './rows.ts'
import { watchSocket } from './watched-socket.ts'

/**
 * One query in a transaction of its own that cannot write, by the extended protocol, which takes one statement and no
 * more. Names without a schema mean the system's own functions alone, whatever path the login has.
 */
export const readPostgresql: ReadDatabase = async (place, { text, values, mostRows, timeoutMs, signal }) => {
  const socket = new Socket()
  const client = new pg.Client({
    host: place.address,
    port: place.port,
    user: place.user,
    password: place.password,
    database: place.database ?? place.user,
    ssl: place.tls === 'off' ? false : tlsOf(place),
    stream: () => socket,
    application_name: 'Frontdesk',
  })
  // The query under way tells of it.
  client.on('error', () => {})
  const ended = Promise.withResolvers<never>()
  ended.promise.catch(() => {})
  const unwatch = watchSocket(socket, signal, reason => {
    cancel(client, place)
    ended.reject(reason)
  })
  const work = async () => {
    await client.connect().catch(refuse)
    await client.query(opening(timeoutMs))
    const { rows: ours } = await client.query('SELECT 1 FROM pg_catalog.pg_class WHERE relname = $1', [marker])
    if (ours.length > 0) throw new DatabaseFailure('refused-address')
    const { rows, fields } = await client.query<unknown[]>({
      text: `SELECT * FROM (\n${text}\n) AS found LIMIT ${mostRows + 1}`,
      values: [...values],
      queryMode: 'extended',
      rowMode: 'array',
      types: { getTypeParser: (oid: number) => readers[oid] ?? String },
    } as pg.QueryArrayConfig)
    return rowsOf(
      fields.map(field => field.name),
      rows,
      mostRows,
    )
  }
  try {
    return await Promise.race([work(), ended.promise])
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(error)
  } finally {
    unwatch()
    socket.destroy()
  }
}

// The product's own tables are nobody's to read this way, by whatever name their server was reached.
const marker = 'database_logins'

const opening = (timeoutMs: number) =>
  `BEGIN READ ONLY; SET LOCAL statement_timeout = ${timeoutMs}; SET LOCAL lock_timeout = ${timeoutMs};
  SET LOCAL search_path = pg_catalog; SET LOCAL standard_conforming_strings = on; SET LOCAL work_mem = '16MB';
  SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL bytea_output = 'hex'`

const tlsOf = ({ host, tls, certificateAuthority }: Parameters<ReadDatabase>[0]) => ({
  servername: host,
  rejectUnauthorized: tls === 'verified',
  ...(certificateAuthority === null ? {} : { ca: certificateAuthority }),
})

const types = pg.types.builtins
const json = (text: string): unknown => JSON.parse(text)
const readers: Record<number, (text: string) => unknown> = {
  [types.BOOL]: text => text === 't',
  [types.INT2]: Number,
  [types.INT4]: Number,
  [types.INT8]: wholeNumber,
  [types.FLOAT4]: floatOf,
  [types.FLOAT8]: floatOf,
  [types.JSON]: json,
  [types.JSONB]: json,
  [types.BYTEA]: text => Buffer.from(text.slice(2), 'hex').toString('base64'),
  // Lists of the plain types: _bool _int2 _int4 _text _varchar.
  ...Object.fromEntries([1000, 1005, 1007, 1009, 1015].map(oid => [oid, pg.types.getTypeParser(oid)])),
}

function floatOf(text: string) {
  const number = Number(text)
  return Number.isFinite(number) ? number : text
}

// Nobody else may stop it: the number and the secret came with this very connection.
const cancel = (client: pg.Client, { address, port }: { address: string; port: number }) => {
  const { processID, secretKey } = client as pg.Client & { processID: number | null; secretKey: number | null }
  if (processID === null || secretKey === null) return
  const request = Buffer.alloc(16)
  for (const [index, word] of [16, 80_877_102, processID, secretKey].entries()) request.writeInt32BE(word, index * 4)
  const socket = connect({ host: address, port, timeout: 2_000 })
  socket.on('error', () => {}).on('timeout', () => socket.destroy())
  socket.end(request)
}

const refuse = (cause: unknown): never => {
  const isAnswer =
    cause instanceof pg.DatabaseError || (cause instanceof Error && /SSL|certificate|self-signed/i.test(cause.message))
  throw new DatabaseFailure(isAnswer ? 'refused' : 'unreachable', { cause })
}

const failureOf = (cause: unknown) => {
  if (!(cause instanceof pg.DatabaseError))
    return cause instanceof Error && !('code' in cause) ? cause : new DatabaseFailure('unreachable', { cause })
  // 57014: the statement's time was over.
  if (cause.code === '57014') return new DatabaseFailure('timeout', { cause })
  return new DatabaseFailure('query', { said: cause.message, cause })
}
