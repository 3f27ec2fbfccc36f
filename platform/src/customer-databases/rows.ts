import { DatabaseFailure, type FoundRows, mostAnswerBytes } from './port.ts'

/** Rows under the names of their columns; a name that comes twice is told apart by its number. */
export const rowsOf = (names: readonly string[], rows: readonly unknown[][], mostRows: number): FoundRows => {
  const columns = names.map((name, index) => {
    const before = names.slice(0, index).filter(each => each === name).length
    return before === 0 ? name : `${name}_${before + 1}`
  })
  const found = rows
    .slice(0, mostRows)
    .map(row => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])))
  if (Buffer.byteLength(JSON.stringify(found)) > mostAnswerBytes) throw new DatabaseFailure('too-large')
  return { rows: found, truncated: rows.length > mostRows }
}

/** A whole number as one where JSON can hold it, else as the text it came as. */
export const wholeNumber = (text: string): number | string => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
