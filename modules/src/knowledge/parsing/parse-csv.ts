import { CsvError, parse } from 'csv-parse/sync'
import { cleanText } from './clean-text.ts'
import { finishDocument, longestText, tooLong } from './finish-document.ts'
import { type ParsedDocument, UnreadableDocument } from './parsed.ts'

const longestColumnName = 80

/** Each row as a small record, `column: value` line by line, under the names of the first row. Throws UnreadableDocument. */
export function parseCsv(source: string): ParsedDocument {
  const [header, ...rows] = readRows(cleanText(source))
  if (!header || rows.length === 0)
    throw new UnreadableDocument(
      'This table has no rows below its header. Add rows, with the column names in the first line.',
    )
  const names = header.map((name, index) => name.slice(0, longestColumnName) || `Column ${index + 1}`)
  const records: string[] = []
  let length = 0
  for (const row of rows) {
    const record = recordOf(names, row)
    // Repeating long column names could make a small file huge.
    length += record.length + 2
    if (length > longestText) throw tooLong()
    if (record !== '') records.push(record)
  }
  return finishDocument({ text: records.join('\n\n') })
}

function recordOf(names: string[], row: string[]): string {
  const lines: string[] = []
  for (const [index, value] of row.entries())
    if (value !== '') lines.push(`${names[index] ?? `Column ${index + 1}`}: ${value.replace(/\n{2,}/g, '\n')}`)
  return lines.join('\n')
}

function readRows(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line = cause.lines === undefined ? '' : ` near line ${cause.lines}`
    throw new UnreadableDocument(
      `This CSV file is broken${line}: a quotation mark is opened and not closed. Export it again and upload the new file.`,
      { cause },
    )
  }
}

// Spreadsheets of half the world write semicolons; the first line says which.
function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split('\n', 1)[0] ?? ''
  const counts = [',', ';', '\t', '|'].map(mark => ({ mark, count: line.split(mark).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark
}
