import { Socket } from 'node:net'
import mysql from 'mysql2'
import { DatabaseFailure, type ReadDatabase } from './port.ts'
import { rowsOf, wholeNumber } from './rows.ts'
import { watchSocket } from './watched-socket.ts'

type Place = Parameters<ReadDatabase>[0]

/**
 * One query in a transaction that cannot write, as a prepared statement, which is one and no more. No database is
 * chosen: a name without one means nothing. A limit around the query would lose its order here, so reading stops instead.
 */
export const readMysql: ReadDatabase = async (place, { text, values, mostRows, timeoutMs, signal }) => {
  const { connection, socket } = connectTo(place)
  const ended = Promise.withResolvers<never>()
  ended.promise.catch(() => {})
  const unwatch = watchSocket(socket, signal, reason => {
    kill(place, connection.threadId)
    ended.reject(reason)
  })
  const work = async () => {
    const { serverVersion } = await greeted(connection)
    for (const setting of opening(serverVersion, timeoutMs, mostRows + 1)) await asked(connection, setting)
    await provedQuery(connection, text)
    const { names, rows } = await executed(connection, text, values.map(boundOf), mostRows)
    return rowsOf(names, rows, mostRows)
  }
  try {
    return await Promise.race([work(), ended.promise])
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(error)
  } finally {
    unwatch()
    connection.destroy()
    socket.destroy()
  }
}

const connectTo = ({ address, ...place }: Place) => {
  const socket = new Socket()
  const connection = mysql.createConnection({
    // The name goes along for the certificate alone; the socket leads to the address that was checked.
    host: place.host,
    user: place.user,
    password: place.password,
    stream: () => socket.connect({ host: address, port: place.port }),
    charset: 'utf8mb4',
    flags: ['-LOCAL_FILES'],
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    disableEval: true,
    ...(place.tls === 'off' ? {} : { ssl: tlsOf(place) }),
  })
  // Whoever waits for an answer is told of it.
  connection.on('error', () => {})
  return { connection, socket }
}

const tlsOf = ({ tls, certificateAuthority }: Pick<Place, 'tls' | 'certificateAuthority'>) => ({
  rejectUnauthorized: tls === 'verified',
  verifyIdentity: tls === 'verified',
  ...(certificateAuthority === null ? {} : { ca: certificateAuthority }),
})

const greeted = (connection: mysql.Connection) =>
  new Promise<{ serverVersion: string }>((resolve, reject) => {
    connection.once('connect', (greeting: { serverVersion: string }) => resolve(greeting))
    connection.once('error', cause =>
      reject(new DatabaseFailure(isAnswer(cause) ? 'refused' : 'unreachable', { cause })),
    )
  })

const opening = (version: string, timeoutMs: number, mostRows: number) => [
  /mariadb/i.test(version)
    ? `SET SESSION max_statement_time = ${timeoutMs / 1000}`
    : `SET SESSION MAX_EXECUTION_TIME = ${timeoutMs}`,
  `SET SESSION sql_select_limit = ${mostRows}, SESSION lock_wait_timeout = 5`,
  // A statement that commits by itself ends a transaction; what the session may do stays.
  'SET SESSION TRANSACTION READ ONLY',
  'START TRANSACTION READ ONLY',
]

const asked = (connection: mysql.Connection, text: string) =>
  new Promise<void>((resolve, reject) => connection.query(text, error => (error ? reject(error) : resolve())))

/** The server itself says that it is a query and nothing else: only one can stand in the place of a table. It is not run. */
const provedQuery = (connection: mysql.Connection, text: string) =>
  new Promise<void>((resolve, reject) =>
    connection.prepare(`SELECT 1 FROM (\n${text}\n) AS found`, error => (error ? reject(error) : resolve())),
  )

type Column = { name: string; columnType: number; characterSet: number }

const executed = (connection: mysql.Connection, sql: string, values: (string | number | null)[], mostRows: number) =>
  new Promise<{ names: string[]; rows: unknown[][] }>((resolve, reject) => {
    let columns: Column[] = []
    const rows: unknown[][] = []
    const done = () => resolve({ names: columns.map(column => column.name), rows })
    connection
      .execute({ sql, values, rowsAsArray: true })
      .on('error', reject)
      .on('fields', (fields: unknown) => {
        columns = (fields ?? []) as Column[]
      })
      .on('result', (row: unknown) => {
        if (Array.isArray(row)) rows.push(row.map((value, index) => shownOf(value, columns[index])))
        if (rows.length > mostRows) done()
      })
      .on('end', done)
  })

const whole = new Set([mysql.Types.LONGLONG, mysql.Types.LONG, mysql.Types.INT24, mysql.Types.SHORT, mysql.Types.TINY])

const shownOf = (value: unknown, column: Column | undefined) => {
  if (Buffer.isBuffer(value)) return value.toString('base64')
  return typeof value === 'string' && column && whole.has(column.columnType) ? wholeNumber(value) : value
}

/** Lists and objects as JSON, which its functions read; whole numbers as text, or they would not do for a LIMIT. */
const boundOf = (value: unknown): string | number | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const kill = (place: Place, threadId: number) => {
  if (!threadId) return
  const { connection, socket } = connectTo(place)
  const over = setTimeout(() => socket.destroy(), 2_000)
  connection.query(`KILL QUERY ${Number(threadId)}`, () => {
    clearTimeout(over)
    connection.destroy()
  })
}

const isAnswer = (error: unknown): error is Error & { errno: number; sqlState?: string; code: string } =>
  error instanceof Error &&
  (('sqlState' in error && 'errno' in error) || /SSL|TLS|certificate|self.signed/i.test(error.message))

// ER_QUERY_INTERRUPTED, ER_QUERY_TIMEOUT, and what MariaDB says of its own clock.
const late = new Set([1317, 3024, 1969])

const failureOf = (cause: unknown) => {
  if (cause instanceof DatabaseFailure) return cause
  if (isAnswer(cause))
    return late.has(cause.errno)
      ? new DatabaseFailure('timeout', { cause })
      : new DatabaseFailure('query', { said: cause.message, cause })
  return cause instanceof Error && !('code' in cause) ? cause : new DatabaseFailure('unreachable', { cause })
}
