// Control characters (NUL above all, which Postgres refuses) and byte order marks inside a text.
const unwanted = /[^\P{Cc}\t\n]|\ufeff/gu
const lineEnd = /\r\n?|[\f\v\u0085\u2028\u2029]/g

/** Text that every database and terminal takes: well-formed UTF-16, `\n` line ends, no control characters. */
export function cleanText(raw: string): string {
  return raw.toWellFormed().replace(lineEnd, '\n').replace(unwanted, '')
}
