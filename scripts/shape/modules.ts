import { modules } from '../../modules/src/catalog.ts'
import { type Fault, importsOf, isTest, lineAt, type SourceFile } from './tree.ts'

const order: readonly string[] = modules
const moduleOf = (path: string) => /^modules\/src\/([^/]+)\//.exec(path)?.[1]

export const uncataloguedModules = (tree: SourceFile[]): Fault[] => {
  const folders = new Set(tree.flatMap(({ path }) => moduleOf(path) ?? []))
  const missing = [...folders].filter(name => !order.includes(name))
  const empty = order.filter(name => !folders.has(name))
  return [
    ...missing.map(name => ({
      at: `modules/src/${name}/`,
      what: 'a module that is not in the catalog',
      mend: 'add it to modules/src/catalog.ts, below every module that it uses',
    })),
    ...empty.map(name => ({
      at: 'modules/src/catalog.ts',
      what: `"${name}" has no folder`,
      mend: 'take it out until it exists',
    })),
  ]
}

/** A module knows those above it in the catalog, so that there is always an order in which to read them. */
export const laterModulesUsed = (tree: SourceFile[]): Fault[] =>
  tree
    .filter(file => !isTest(file))
    .flatMap(file => {
      const own = order.indexOf(moduleOf(file.path) ?? '')
      if (own < 0) return []
      return importsOf(file)
        .filter(({ specifier }) => specifier.startsWith('#') && order.indexOf(specifier.slice(1)) >= own)
        .map(({ specifier, index }) => ({
          at: lineAt(file, index),
          what: `"${order[own]}" uses "${specifier}", which is not above it in modules/src/catalog.ts`,
          mend: 'announce an event that the later module reacts to, or hand the value in',
        }))
    })

/** Statements leave from stores alone, so that whoever asks who reads a table has one kind of file to open. */
export const statementsOutsideStores = (tree: SourceFile[]): Fault[] =>
  tree
    .filter(file => /^(modules|api)\//.test(file.path) && !isTest(file))
    .filter(({ path }) => !/(^|[/-])store\.ts$/.test(path))
    .flatMap(file =>
      [...file.text.matchAll(/\bctx\.(sql|query)\(/g)].map(match => ({
        at: lineAt(file, match.index),
        what: `${match[0]}…) outside a store`,
        mend: 'move the statement into store.ts, or a file named …-store.ts, under a name that says what it is for',
      })),
    )
