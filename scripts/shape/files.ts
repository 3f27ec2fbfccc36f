import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Fault, isCode, lineAt, type SourceFile } from './tree.ts'

const mostLines = 250

export const longFiles = (tree: SourceFile[]): Fault[] =>
  tree.filter(isCode).flatMap(file => {
    const lines = file.text.trimEnd().split('\n').length
    return lines <= mostLines
      ? []
      : [
          {
            at: file.path,
            what: `${lines} lines; ${mostLines} is the most`,
            mend: 'one file holds one idea: find the second one and give it a name of its own',
          },
        ]
  })

// A folder is named for what it is about; these say only that nobody knew.
const emptyNames = new Set(['utils', 'util', 'common', 'helpers', 'shared', 'lib'])

export const emptyFolderNames = (tree: SourceFile[]): Fault[] => {
  const folders = new Set(tree.map(({ path }) => dirname(path)))
  return [...folders].flatMap(folder =>
    folder
      .replace(/^apps\/dashboard\/lib\b/, '')
      .split('/')
      .filter(name => emptyNames.has(name))
      .map(name => ({
        at: `${folder}/`,
        what: `a folder named "${name}"`,
        mend: 'a helper of one module lives in it; of two, it is a port, a contract or a noun of the lower module',
      })),
  )
}

const suppressions = [
  { pattern: /@ts-(ignore|expect-error|nocheck)/g, what: 'the type checker is silenced' },
  { pattern: /(biome|eslint)-(ignore|disable)/g, what: 'the linter is silenced' },
  { pattern: /\b(test|it|describe|suite)(\.\w+)*\.only\(/g, what: 'one test silences the others' },
  // A condition or a reason may stand in the brackets; a title or nothing may not.
  { pattern: /\b(test|it|describe|suite)(\.\w+)*\.(skip|fixme|todo)\((?=['"`)])/g, what: 'a test is skipped for good' },
]

export const silencedRules = (tree: SourceFile[]): Fault[] =>
  tree.filter(isCode).flatMap(file =>
    suppressions.flatMap(({ pattern, what }) =>
      [...file.text.matchAll(pattern)].map(match => ({
        at: lineAt(file, match.index),
        what: `${what}: ${match[0]}`,
        mend: 'mend the cause, or delete the code; where a rule is wrong, change the rule for everybody',
      })),
    ),
  )

/** Links between our own pages; what they say is for people to keep true. */
export const brokenLinks = (tree: SourceFile[]): Fault[] =>
  tree
    .filter(({ path }) => path.endsWith('.md') && !path.startsWith('modules/'))
    .flatMap(file =>
      [...file.text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)[^)]*\)/g)]
        .filter(match => !existsSync(join(dirname(file.path), String(match[1]))))
        .map(match => ({
          at: lineAt(file, match.index),
          what: `a link to ${match[1]}, which does not exist`,
          mend: 'point it to where the page went, or write the page',
        })),
    )
