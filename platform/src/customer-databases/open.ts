import pLimit, { type LimitFunction } from 'p-limit'
import { isOwn } from '../own-database.ts'
import { FetchFailure } from '../safe-fetch/failure.ts'
import { orAborted } from '../safe-fetch/in-time.ts'
import type { SafeFetch } from '../safe-fetch.ts'
import { type CustomerDatabase, DatabaseFailure, type DatabaseReader, mostTimeMs, type ReadDatabase } from './port.ts'

const mostAtOnce = 2
// To connect, and for the server to say itself that the time is over.
const graceMs = 900

/** Each driver is loaded when the first connection wants it. */
const adapters: Record<CustomerDatabase['dialect'], () => Promise<ReadDatabase>> = {
  postgresql: async () => (await import('./postgresql.ts')).readPostgresql,
  mysql: async () => (await import('./mysql.ts')).readMysql,
}

type Settings = {
  outside: SafeFetch
  /** The product's own database, which is nobody's to read this way. */
  ownUrl: string | undefined
}

export const openDatabaseReader = ({ outside, ownUrl }: Settings): DatabaseReader => {
  const places = new Map<string, LimitFunction>()

  const addressOf = async ({ host, port, database }: CustomerDatabase): Promise<string> => {
    const addresses = await outside.reach(host, port)
    if (ownUrl && (await isOwn(ownUrl, addresses, port, database))) throw new DatabaseFailure('refused-address')
    return addresses[0] ?? ''
  }

  return {
    read: async (database, { signal, ...query }) => {
      const patience = AbortSignal.timeout(query.timeoutMs + graceMs)
      const waiting = signal ? AbortSignal.any([signal, patience]) : patience
      const place = places.get(database.key) ?? pLimit(mostAtOnce)
      places.set(database.key, place)
      const work = async () => {
        waiting.throwIfAborted()
        const timeoutMs = Math.min(query.timeoutMs, mostTimeMs)
        const running = AbortSignal.any([waiting, AbortSignal.timeout(timeoutMs + graceMs)])
        const read = await adapters[database.dialect]()
        return read({ ...database, address: await addressOf(database) }, { ...query, timeoutMs, signal: running })
      }
      try {
        waiting.throwIfAborted()
        return await orAborted(place(work), waiting)
      } catch (error) {
        signal?.throwIfAborted()
        throw failureOf(error)
      } finally {
        if (place.activeCount + place.pendingCount === 0) places.delete(database.key)
      }
    },
  }
}

const failureOf = (error: unknown) => {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return new DatabaseFailure('timeout', { cause: error })
  if (error instanceof FetchFailure)
    return new DatabaseFailure(error.kind === 'refused-address' ? 'refused-address' : 'unreachable', { cause: error })
  return error
}
