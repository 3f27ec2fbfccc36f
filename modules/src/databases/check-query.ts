import type { QueryRules } from './connection.ts'
import { type CompiledQuery, compileTemplate } from './query-template.ts'

// Both parsers are large, and most organizations have neither kind of database to ask.
const checks = {
  postgresql: async () => {
    const { loadPostgresql, checkPostgresql } = await import('./postgresql-query.ts')
    await loadPostgresql()
    return checkPostgresql
  },
  mysql: async () => {
    const { loadMysql, checkMysql } = await import('./mysql-query.ts')
    await loadMysql()
    return checkMysql
  },
}

const mostKept = 500
// A query is checked before every run, because what its connection allows may have changed since it was written.
const kept = new Map<string, CompiledQuery>()

/** The query with places instead of its parameters. Throws Invalid for one that could do more than read what the rules list. */
export const checkQuery = async (
  query: string,
  parameters: ReadonlySet<string>,
  { dialect, relations, functions }: QueryRules,
): Promise<CompiledQuery> => {
  const name = JSON.stringify([query, [...parameters], dialect, relations, functions])
  const known = kept.get(name)
  if (known) return known
  const compiled = compileTemplate(query, dialect, parameters)
  const check = await checks[dialect]()
  check(compiled.text, { relations, functions })
  if (kept.size >= mostKept) kept.clear()
  kept.set(name, compiled)
  return compiled
}
