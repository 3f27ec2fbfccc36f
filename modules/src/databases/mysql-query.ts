import { init, parse } from '@guanmingchiu/sqlparser-ts'
import { type AllowedParts, isObject, refusedQuery, walkTree, wordsOf } from './allowed-tree.ts'
import type { QueryRules } from './connection.ts'
import { mysqlFunctions } from './mysql-functions.ts'

// By the names of the parser of Apache DataFusion. Comments, variables and other quotations have been refused before.
const parts: AllowedParts = {
  nodes: wordsOf(`Query Select SetOperation UnnamedExpr ExprWithAlias Wildcard QualifiedWildcard ObjectName Identifier
    CompoundIdentifier Value Number SingleQuotedString Boolean Placeholder HexStringLiteral Function List Unnamed Expr Case
    BinaryOp UnaryOp Nested InList InSubquery Between Like RLike IsNull IsNotNull IsTrue IsNotTrue IsFalse IsNotFalse Exists
    Subquery Tuple Cast Convert Extract Substring Trim Position Interval Collate TypedString Ceil Floor WindowSpec NamedWindow
    Expressions OrderBy Separator Table Derived NestedJoin Left LeftOuter Right RightOuter Inner Join CrossJoin On Using
    LimitOffset OffsetCommaLimit MatchAgainst Preceding Following`),
  fields: wordsOf(`with cte_tables alias name columns query body projection expr value from relation joins join_operator
    selection group_by having order_by kind options asc nulls_first limit_clause limit offset rows distinct op left right
    set_quantifier args duplicate_treatment clauses over partition_by window_frame units start_bound end_bound named_window
    window_before_qualify flavor explicit global operand conditions condition result else_result negated list subquery low high
    pattern escape_char regexp any field syntax substring_from substring_for special shorthand trim_where trim_what in
    leading_field collation uses_ansi_wrapped table_with_joins match_value opt_search_modifier content lateral
    quote_style`),
  unseen: /^(span|data_type)$|_token$/,
}

const operators =
  wordsOf(`Plus Minus Multiply Divide Modulo MyIntegerDivide Eq NotEq Lt LtEq Gt GtEq Spaceship And Or Xor
  Not BitwiseAnd BitwiseOr BitwiseXor BitwiseNot PGBitwiseShiftLeft PGBitwiseShiftRight PGBitwiseNot Arrow LongArrow
  Union Except Intersect`)

// Words that are functions although nothing stands behind them.
const callsItself = /^(current_user|current_role|session_user|system_user)$/i

/** Loads the parser, once. */
export const loadMysql = async (): Promise<void> => {
  await init()
}

/** Throws Invalid for anything but one SELECT of what the rules list. The parser has to be loaded. */
export const checkMysql = (text: string, { relations, functions }: Pick<QueryRules, 'relations' | 'functions'>) => {
  const mayRead = new Set(relations)
  const mayCall = new Set(functions)
  const written = new Set<string>()
  const asked: string[] = []
  const statement = onlyStatement(text)
  for (const name of writtenIn(statement)) written.add(name)
  walkTree(statement, parts, (node, held) => {
    if (node === 'Table') asked.push(relationOf(held, mayRead))
    else if (node === 'Function') checkFunction(namesOf(held.name), mayCall)
    else if (node === 'Identifier' && held.quote_style === undefined && callsItself.test(String(held.value)))
      throw refusedQuery('A query of a tool does not ask who it is or where.')
    if ((node === 'BinaryOp' || node === 'UnaryOp' || node === 'SetOperation') && !operators.has(String(held.op)))
      throw refusedQuery(`The operator “${held.op}” cannot stand in a query of a tool.`)
  })
  for (const name of asked)
    if (name !== '' && !written.has(name))
      throw refusedQuery(`Write “${name}” with its database, such as shop.${name}.`)
}

const onlyStatement = (text: string): unknown => {
  const statements = parsed(text)
  if (statements.length !== 1) throw refusedQuery('A tool has one query.')
  const [statement] = statements
  if (!isObject(statement) || !('Query' in statement))
    throw refusedQuery('A tool reads: nothing but a query may stand here.')
  return statement
}

const parsed = (text: string): unknown[] => {
  try {
    return parse(text, 'mysql')
  } catch (error) {
    throw refusedQuery(`This query is not understood: ${error instanceof Error ? error.message : error}.`)
  }
}

/** The names that a query gives to parts of its own by WITH. */
const writtenIn = (tree: unknown): string[] => {
  if (Array.isArray(tree)) return tree.flatMap(writtenIn)
  if (!isObject(tree)) return []
  const own = Array.isArray(tree.cte_tables)
    ? tree.cte_tables.map(table =>
        isObject(table?.alias) && isObject(table.alias.name) ? String(table.alias.name.value) : '',
      )
    : []
  return [...own, ...Object.values(tree).flatMap(writtenIn)]
}

// No database is chosen when it runs: a name alone that is no part of the query means nothing there.
const relationOf = (held: Record<string, unknown>, mayRead: ReadonlySet<string>): string => {
  if (!isEmptyArguments(held.args)) throw refusedQuery('No function stands in the place of a table.')
  const names = namesOf(held.name)
  if (names.length === 1) return names[0] ?? ''
  if (!mayRead.has(names.join('.')))
    throw refusedQuery(`The connection does not list ${names.join('.')} among what may be read.`)
  return ''
}

const isEmptyArguments = (held: unknown) => held === undefined || held === null

const namesOf = (list: unknown): string[] =>
  Array.isArray(list) ? list.map(each => (isObject(each?.Identifier) ? String(each.Identifier.value) : '')) : []

const checkFunction = (names: string[], mayCall: ReadonlySet<string>) => {
  const [name = ''] = names
  if (names.length === 1 ? mysqlFunctions.has(name.toLowerCase()) : mayCall.has(names.join('.'))) return
  throw refusedQuery(`The connection does not list the function ${names.join('.')} among what may be called.`)
}
