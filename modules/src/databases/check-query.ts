import type { QueryRules } from './connection.ts'
import { checkMysql, loadMysql } from './mysql-query.ts'
import { checkPostgresql, loadPostgresql } from './postgresql-query.ts'
import { type CompiledQuery, compileTemplate } from './query-template.ts'

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
  if (dialect === 'postgresql') {
    await loadPostgresql()
    checkPostgresql(compiled.text, { relations, functions })
  } else {
    await loadMysql()
    checkMysql(compiled.text, { relations, functions })
  }
  if (kept.size >= mostKept) kept.clear()
  kept.set(name, compiled)
  return compiled
}
