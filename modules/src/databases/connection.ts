import type { DatabaseConnection, DatabaseDialect } from '@frontdesk/contract/database-connections'

/** What of a connection decides which queries may run over it. */
export type QueryRules = Pick<DatabaseConnection, 'dialect' | 'relations' | 'functions'>

export const usualPorts: Record<DatabaseDialect, number> = { postgresql: 5432, mysql: 3306 }
