import { hasSqlDetails, loadModule, parseSync } from 'libpg-query'
import { type AllowedParts, isObject, refusedQuery, walkTree, wordsOf } from './allowed-tree.ts'
import type { QueryRules } from './connection.ts'
import { postgresqlFunctions, postgresqlTypes } from './postgresql-functions.ts'

// By the names that the parser of PostgreSQL itself has for them. No INTO, no locks, nothing recursive, no functions in
// the place of a table (a value of one can be called by a point: f.pg_sleep), no sampling, no statement that writes.
const parts: AllowedParts = {
  nodes:
    wordsOf(`SelectStmt ResTarget ColumnRef A_Star String Integer Float Boolean BitString A_Const ParamRef A_Expr BoolExpr
    NullTest BooleanTest FuncCall RangeVar JoinExpr RangeSubselect SubLink CaseExpr CaseWhen CoalesceExpr MinMaxExpr SortBy
    TypeCast List CommonTableExpr WindowDef GroupingSet A_ArrayExpr A_Indirection A_Indices RowExpr CollateClause
    SQLValueFunction`),
  fields: wordsOf(`targetList distinctClause fromClause whereClause groupClause groupDistinct havingClause windowClause
    valuesLists sortClause limitOffset limitCount limitOption withClause op all larg rarg ctes ctename aliascolnames
    ctematerialized ctequery name val fields sval ival fval boolval bsval isnull number kind lexpr rexpr boolop args arg
    nulltesttype booltesttype funcname agg_order agg_filter agg_within_group agg_star agg_distinct over funcformat schemaname
    relname inh relpersistence alias aliasname colnames jointype isNatural usingClause quals join_using_alias lateral subquery
    subLinkType testexpr operName subselect defresult expr result node sortby_dir sortby_nulls typeName names typmods typemod
    typmod arrayBounds refname partitionClause orderClause frameOptions startOffset endOffset content elements indirection
    is_slice lidx uidx row_format collname items`),
  unseen: /location$|_start$|_end$/,
}

const dates = /^SVFOP_(CURRENT_DATE|(CURRENT|LOCAL)_?TIME(STAMP)?(_N)?)$/

/** Loads the parser, once. */
export const loadPostgresql = loadModule

/** Throws Invalid for anything but one SELECT of what the rules list. The parser has to be loaded. */
export const checkPostgresql = (
  text: string,
  { relations, functions }: Pick<QueryRules, 'relations' | 'functions'>,
) => {
  const statement = onlyStatement(text)
  const mayRead = new Set(relations)
  const mayCall = new Set(functions)
  const written = new Set<string>()
  const asked: string[] = []
  walkTree(statement, parts, (node, held) => {
    if (node === 'CommonTableExpr') written.add(String(held.ctename))
    else if (node === 'RangeVar') asked.push(relationOf(held, mayRead))
    else if (node === 'FuncCall') checkFunction(namesOf(held.funcname), mayCall)
    else if (node === 'TypeCast') checkType(held)
    else if (node === 'A_Expr') checkOperator(held.name)
    else if (node === 'SubLink') checkOperator(held.operName)
    else if (node === 'A_Indirection') checkIndirection(held.indirection)
    else if (node === 'SQLValueFunction' && !dates.test(String(held.op)))
      throw refusedQuery('A query of a tool does not ask who it is or where.')
  })
  for (const name of written)
    if (/^pg_/i.test(name))
      throw refusedQuery(`“${name}” is a name of the system’s. Give this part of the query another one.`)
  for (const name of asked)
    if (name !== '' && !written.has(name))
      throw refusedQuery(`Write “${name}” with its schema, such as public.${name}.`)
}

const onlyStatement = (text: string): unknown => {
  const { stmts } = parsed(text)
  if (stmts.length !== 1) throw refusedQuery('A tool has one query.')
  const { stmt } = stmts[0] ?? {}
  if (!isObject(stmt) || !('SelectStmt' in stmt))
    throw refusedQuery('A tool reads: nothing but a query may stand here.')
  return stmt
}

const parsed = (text: string): { stmts: { stmt?: unknown }[] } => {
  try {
    const { stmts = [] } = parseSync(text)
    return { stmts }
  } catch (error) {
    const said = hasSqlDetails(error) ? error.sqlDetails?.message : undefined
    throw refusedQuery(`This is not a query that PostgreSQL understands${said ? `: ${said}` : ''}.`)
  }
}

/** The name where it has no schema: a part of the query itself, then. The system's own tables can be read by no other name. */
const relationOf = (held: Record<string, unknown>, mayRead: ReadonlySet<string>): string => {
  const { schemaname, relname } = held
  if (schemaname === undefined) return String(relname)
  const name = `${schemaname}.${relname}`
  if (!mayRead.has(name)) throw refusedQuery(`The connection does not list ${name} among what may be read.`)
  return ''
}

const namesOf = (list: unknown): string[] =>
  Array.isArray(list) ? list.map(each => (isObject(each?.String) ? String(each.String.sval ?? '') : '')) : []

const checkFunction = (names: string[], mayCall: ReadonlySet<string>) => {
  const own = names.length === 1 ? names[0] : names.length === 2 && names[0] === 'pg_catalog' ? names[1] : undefined
  if (own !== undefined ? postgresqlFunctions.has(own) : mayCall.has(names.join('.'))) return
  throw refusedQuery(`The connection does not list the function ${names.join('.')} among what may be called.`)
}

const checkType = ({ typeName }: Record<string, unknown>) => {
  const names = namesOf(isObject(typeName) ? typeName.names : undefined)
  const own = names.length === 2 && names[0] === 'pg_catalog' ? names.slice(1) : names
  if (own.length !== 1 || !postgresqlTypes.has(own[0] ?? ''))
    throw refusedQuery(`A value cannot be turned into ${names.join('.')} in a query of a tool.`)
}

// One that names its schema may be anybody's.
const checkOperator = (name: unknown) => {
  if (namesOf(name).length > 1) throw refusedQuery('Operators are written without a schema.')
}

// `(value).name` calls a function of that name where there is no such column.
const checkIndirection = (indirection: unknown) => {
  if (Array.isArray(indirection) && indirection.some(each => !isObject(each) || !('A_Indices' in each)))
    throw refusedQuery('Parts of a value are not taken out by a point: name the column with its table.')
}
