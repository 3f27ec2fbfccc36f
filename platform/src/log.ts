import { type DestinationStream, pino } from 'pino'

/** Texts, numbers, booleans and dates are written; `error` is written with its causes; any other object is left out. */
export type LogFields = Readonly<Record<string, unknown>>

/** Writes one line for the operator. Secrets by name, and credentials inside addresses, never reach the line. */
export interface Log {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A log that adds these fields to every line. */
  with(fields: LogFields): Log
}

export const logLevels = ['info', 'warn', 'error', 'silent'] as const

export type LogLevel = (typeof logLevels)[number]

export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const settings = { level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }
  return over(destination ? pino(settings, destination) : pino(settings), {})
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {}, with: () => silentLog }

type Writer = Pick<ReturnType<typeof pino>, 'info' | 'warn' | 'error'>

function over(writer: Writer, always: LogFields): Log {
  return {
    info: (message, fields) => writer.info(printable({ ...always, ...fields }), withoutCredentials(message)),
    warn: (message, fields) => writer.warn(printable({ ...always, ...fields }), withoutCredentials(message)),
    error: (message, fields) => writer.error(printable({ ...always, ...fields }), withoutCredentials(message)),
    with: fields => over(writer, { ...always, ...fields }),
  }
}

const secretName = /(authorization|cookie|password|secret|api[-_]?key|token)$/i
const longestText = 1000

function printable(fields: LogFields) {
  const line: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'error') line.error = describe(value, 0)
    else if (secretName.test(name)) line[name] = '[hidden]'
    else if (typeof value === 'string') line[name] = withoutCredentials(value)
    else if (value instanceof Date) line[name] = value.toISOString()
    // Whole requests and rows would carry secrets and customers' words into the log.
    else if (typeof value !== 'object') line[name] = value
  }
  return line
}

function describe(error: unknown, depth: number): unknown {
  if (!(error instanceof Error)) return withoutCredentials(String(error))
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause = error.cause === undefined || depth > 3 ? {} : { cause: describe(error.cause, depth + 1) }
  return { name: error.name, ...code, stack: withoutCredentials(error.stack ?? error.message), ...cause }
}

const withoutCredentials = (text: string) =>
  text
    .slice(0, longestText * 3)
    .replace(/(\w:\/\/)[^/@\s]+@/g, '$1[hidden]@')
    .replace(/\b(Bearer|Basic) +[^\s"',;]+/gi, '$1 [hidden]')
    .replace(/((?:password|secret|token|api[-_]?key)["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi, '$1[hidden]')
    .replace(/\b(fd_(?:live|test)_|sk-|SG\.|sb_secret_|eyJ)[\w.-]{8,}/g, '$1[hidden]')
    .slice(0, longestText)
