import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export type SourceFile = { path: string; text: string }
export type Fault = { at: string; what: string; mend: string }

/** Every text file that is, or is about to be, in the repository; what git ignores is nobody's source. */
export const readTree = (): SourceFile[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\0')
    .filter(path => /\.(ts|tsx|js|cjs|mjs|css|sh|prisma|md)$/.test(path) && existsSync(path))
    .sort()
    .map(path => ({ path, text: readFileSync(path, 'utf8') }))

export const isCode = ({ path }: SourceFile) => /\.(ts|tsx|js|cjs|mjs|css|sh)$/.test(path)
export const isTest = ({ path }: SourceFile) => /\.(test|suite)\.tsx?$|^(testing|e2e)\//.test(path)

/** Where in its file a match stands, as editors understand it. */
export const lineAt = ({ path, text }: SourceFile, index: number) =>
  `${path}:${text.slice(0, index).split('\n').length}`

/** What a file imports, re-exports and loads later, as written. */
export const importsOf = ({ text }: SourceFile) =>
  [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(match => ({
    specifier: String(match[1]),
    index: match.index,
  }))
