import type { Pool, PoolClient } from 'pg'
import type { Database } from './port.ts'

const made = new WeakMap<Pool, Map<number, Promise<void>>>()

// Any constants will do, as long as every server uses the same ones; the dimensions are the second half of the lock.
const lockSpace = 722_111

/**
 * Sees to it that vectors of this many dimensions have an index, once per process; several servers build it once.
 * Made while there are few vectors it costs nothing; on Postgres writing goes on while it is built, on the embedded
 * database everybody waits. Vectors of more than 4 000 dimensions are kept, but no index can hold them.
 */
export const ensureVectorIndex = (database: Database, dimensions: number): Promise<void> => {
  if (dimensions > mostIndexable) return Promise.resolve()
  const known = made.get(database.owner) ?? new Map<number, Promise<void>>()
  made.set(database.owner, known)
  const making = known.get(dimensions) ?? make(database, dimensions)
  known.set(dimensions, making)
  // Forgotten when it failed, so that the next one who needs it tries again.
  return making.catch(error => {
    known.delete(dimensions)
    throw error
  })
}

const mostIndexable = 4_000

/**
 * What vectors are compared as. Half precision halves the index, builds it in half the time and finds the same on
 * Postgres; in WebAssembly it takes six times as long, so there only what pgvector cannot index otherwise is halved.
 */
export const vectorType = (database: Pick<Database, 'kind'>, dimensions: number): string => {
  if (dimensions > mostIndexable) return `vector(${dimensions})`
  return `${database.kind === 'postgres' || dimensions > 2_000 ? 'halfvec' : 'vector'}(${dimensions})`
}

// A denser graph finds more where vectors have little in common; in WebAssembly building one holds everybody up too long.
const density = { postgres: 'm = 24, ef_construction = 128', embedded: 'm = 16, ef_construction = 64' }

/** A vector as the database reads it without parsing digits. */
export const vectorBytes = (vector: Float32Array): Buffer => {
  const bytes = Buffer.allocUnsafe(4 + vector.length * 4)
  bytes.writeInt16BE(vector.length)
  bytes.writeInt16BE(0, 2)
  for (const [index, value] of vector.entries()) bytes.writeFloatBE(value, 4 + index * 4)
  return bytes
}

// Building it over many vectors takes longer than any other statement may.
const buildTimeoutMs = 6 * 3_600_000

const make = async (database: Database, dimensions: number) => {
  const name = `chunk_vectors_${database.kind === 'postgres' ? 'half' : 'full'}_${Math.trunc(dimensions)}`
  const type = vectorType(database, dimensions)
  const definition = `${name} ON chunk_vectors USING hnsw ((embedding::${type}) ${type.replace(/\(.*/, '')}_cosine_ops)
    WITH (${density[database.kind]}) WHERE dimensions = ${Math.trunc(dimensions)}`
  const client = await database.owner.connect()
  let broken = true
  try {
    if (!(await isBuilt(client, name)))
      await (database.kind === 'postgres'
        ? buildBeside(client, name, dimensions, definition)
        : database.patiently(() => build(client, definition)))
    broken = false
  } finally {
    client.release(broken)
  }
}

const isBuilt = async (client: PoolClient, name: string) => {
  const { rows } = await client.query<{ valid: boolean }>(
    'SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass($1)',
    [name],
  )
  return rows[0]?.valid === true
}

/** A build that a crash cut off leaves an index that nobody uses and everybody maintains; it makes room. */
const buildBeside = async (client: PoolClient, name: string, dimensions: number, definition: string) => {
  // Whoever waited for the lock would hold up the very build that it waits for.
  const lock = [lockSpace, Math.trunc(dimensions)]
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS mine', lock)
  if (!rows[0]?.mine) return
  try {
    if (await isBuilt(client, name)) return
    await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`)
    await client.query(`SET maintenance_work_mem = '256MB'`)
    await client.query(`CREATE INDEX CONCURRENTLY ${definition}`)
  } finally {
    await client.query('RESET maintenance_work_mem')
    await client.query('SELECT pg_advisory_unlock($1, $2)', lock)
  }
}

const build = async (client: PoolClient, definition: string) => {
  const statement = { text: `CREATE INDEX IF NOT EXISTS ${definition}`, query_timeout: buildTimeoutMs }
  await client.query('BEGIN')
  await client.query(`SET LOCAL maintenance_work_mem = '256MB'`)
  await client.query(statement)
  await client.query('COMMIT')
}
