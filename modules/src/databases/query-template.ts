import type { DatabaseDialect } from '@frontdesk/contract/database-connections'
import { refusedQuery } from './allowed-tree.ts'

/** A query with places instead of parameters, and which parameter goes to which place. */
export type CompiledQuery = { text: string; names: string[] }

const part = /'(?:[^']|'')*'|"(?:[^"]|"")+"|`(?:[^`]|``)+`|\{([^{}]*)\}|[^'"`{}]+|[\s\S]/g

/**
 * Puts places for the parameters. The same text means the same to every server and to the parser that reads it first:
 * what they read differently (comments, backslashes, quotes that depend on a setting) is refused. Throws Invalid.
 */
export const compileTemplate = (
  query: string,
  dialect: DatabaseDialect,
  parameters: ReadonlySet<string>,
): CompiledQuery => {
  checkSize(query)
  const names: string[] = []
  let [text, before] = ['', '']
  for (const [piece, name] of query.trim().replace(/;$/, '').matchAll(part)) {
    if (name !== undefined) {
      if (!parameters.has(name)) throw refusedQuery(`“{${name}}” is no parameter of this tool.`)
      text += placeOf(name, dialect, names)
    } else if (/^['"`]/.test(piece)) {
      checkQuoted(piece, before, dialect, parameters)
      text += piece
    } else {
      checkPlain(piece, dialect)
      text += piece
    }
    before = piece
  }
  for (const name of parameters)
    if (!names.includes(name)) throw refusedQuery(`The query makes no use of the parameter “${name}”.`)
  return { text, names }
}

// A parser in WebAssembly that runs out of stack is broken from then on, for everybody: one gives up at 700 levels.
const mostParts = 500
const mostNested = 50

/** Throws Invalid for a query whose tree could be too deep to be read. */
const checkSize = (query: string) => {
  const plain = query.replace(/'(?:[^']|'')*'|"[^"]*"|`[^`]*`/g, ' ')
  const parts = plain.match(/[A-Za-z_]\w*|[-+*/%<>=!&|^~:?@#[]/g)?.length ?? 0
  let [nested, deepest] = [0, 0]
  for (const [bracket] of plain.matchAll(/[()]/g)) {
    nested += bracket === '(' ? 1 : -1
    deepest = Math.max(deepest, nested)
  }
  if (parts > mostParts || deepest > mostNested)
    throw refusedQuery('This query is too long to be checked. Put a part of it into a view, and list that.')
}

/** PostgreSQL takes one value for several places of the same name, MySQL one for each. */
const placeOf = (name: string, dialect: DatabaseDialect, names: string[]) => {
  const known = names.indexOf(name)
  if (dialect === 'postgresql' && known >= 0) return `$${known + 1}`
  names.push(name)
  return dialect === 'postgresql' ? `$${names.length}` : '?'
}

const checkQuoted = (piece: string, before: string, dialect: DatabaseDialect, parameters: ReadonlySet<string>) => {
  const quote = piece.charAt(0)
  if (piece.length === 1) throw refusedQuery('A quotation is not closed.')
  if (piece.includes('\0')) throw refusedQuery('A quotation holds a character that no text has.')
  if (quote === (dialect === 'mysql' ? '"' : '`'))
    throw refusedQuery(`Quote texts with ' and names with ${dialect === 'mysql' ? '`' : '"'}.`)
  if (quote !== "'") return
  if (/[\w&$\u0080-\uffff]$/.test(before))
    throw refusedQuery('Texts are written in plain quotation marks, with nothing right before them.')
  if (dialect === 'mysql' && piece.includes('\\'))
    throw refusedQuery('Texts of a query cannot hold a backslash. Give them as a parameter.')
  for (const [, name = ''] of piece.matchAll(/\{([^{}]+)\}/g))
    if (parameters.has(name))
      throw refusedQuery(
        `“{${name}}” stands in quotation marks, where it would be a text. Put pieces together with || or CONCAT.`,
      )
}

// Beside quotations. A `?` would be a place of its own in MySQL, and `@` a variable.
const foreign = { postgresql: /[^\t\n\r\x20-\x7e]|[;\\$]/, mysql: /[^\t\n\r\x20-\x7e]|[;\\$@#?]/ }

const checkPlain = (piece: string, dialect: DatabaseDialect) => {
  if (/--|\/\*|\*\//.test(piece))
    throw refusedQuery('A query holds no comments. The description is the place for words.')
  const [character] = foreign[dialect].exec(piece) ?? []
  if (character === ';') throw refusedQuery('A tool has one query, without a semicolon in it.')
  if (character !== undefined || /[{}'"`]/.test(piece))
    throw refusedQuery(`“${character ?? piece}” cannot stand here in a query.`)
}
