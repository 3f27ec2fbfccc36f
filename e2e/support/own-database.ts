import { randomBytes } from 'node:crypto'
import { connectOwner } from '@frontdesk/platform/database/postgres'

/** An empty database on this server, with the way to remove it and its logins; undefined without a server: then it is embedded. */
export const ownDatabase = async (serverUrl = process.env.DATABASE_URL) => {
  if (!serverUrl) return undefined
  const name = `frontdesk_e2e_${randomBytes(6).toString('hex')}`
  await asOwner(serverUrl, [`CREATE DATABASE ${name}`])
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => drop(serverUrl, name) }
}

const drop = async (serverUrl: string, name: string) => {
  const [found] = await asOwner(serverUrl, [
    `SELECT rolname AS role FROM pg_roles, pg_database
     WHERE datname = '${name}' AND rolname LIKE 'frontdesk\\_' || pg_database.oid || '\\_%'`,
  ])
  await asOwner(serverUrl, [
    `DROP DATABASE ${name} WITH (FORCE)`,
    ...(found ?? []).map(({ role }) => `DROP ROLE ${role}`),
  ])
}

const asOwner = async (serverUrl: string, statements: string[]) => {
  const owner = connectOwner(serverUrl)
  try {
    const answers: Record<string, unknown>[][] = []
    for (const statement of statements) answers.push((await owner.query(statement)).rows)
    return answers
  } finally {
    await owner.end()
  }
}
