import type {
  DatabaseConnection,
  DatabaseConnectionChange,
  DatabaseDialect,
  DatabaseTls,
  NewDatabaseConnection,
} from '@frontdesk/contract/database-connections'

export const dialects: Record<DatabaseDialect, string> = { postgresql: 'PostgreSQL', mysql: 'MySQL or MariaDB' }

export const usualPorts: Record<DatabaseDialect, string> = { postgresql: '5432', mysql: '3306' }

export const tlsWords: Record<DatabaseTls, string> = {
  verified: 'Verified: the server proves its name',
  encrypted: 'Encrypted, without proof',
  off: 'Off: in the clear',
}

/** What the form holds: every field as a person types it; a password that is kept is not in it. */
export type Draft = {
  name: string
  dialect: DatabaseDialect
  host: string
  port: string
  database: string
  user: string
  password: string
  tls: DatabaseTls
  certificateAuthority: string
  relations: string
  functions: string
}

export const draftOf = (connection: DatabaseConnection | undefined): Draft => ({
  name: connection?.name ?? '',
  dialect: connection?.dialect ?? 'postgresql',
  host: connection?.host ?? '',
  port: String(connection?.port ?? ''),
  database: connection?.database ?? '',
  user: connection?.user ?? '',
  password: '',
  tls: connection?.tls ?? 'verified',
  certificateAuthority: connection?.certificateAuthority ?? '',
  relations: (connection?.relations ?? []).join('\n'),
  functions: (connection?.functions ?? []).join('\n'),
})

const namesIn = (text: string) => text.split(/[\s,]+/).filter(Boolean)

export const connectionOf = (draft: Draft): NewDatabaseConnection => ({
  name: draft.name,
  dialect: draft.dialect,
  host: draft.host.trim(),
  port: Number(draft.port || usualPorts[draft.dialect]),
  database: draft.database.trim() || null,
  user: draft.user.trim(),
  password: draft.password,
  tls: draft.tls,
  certificateAuthority: draft.certificateAuthority.trim() || null,
  relations: namesIn(draft.relations),
  functions: namesIn(draft.functions),
})

/** Only what was changed: a password that nobody wrote anew stays. */
export const changesBetween = (before: Draft, after: Draft): DatabaseConnectionChange => {
  const was = connectionOf(before)
  return Object.fromEntries(
    Object.entries(connectionOf(after)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof NewDatabaseConnection]),
    ),
  )
}
