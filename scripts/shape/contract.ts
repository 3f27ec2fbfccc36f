import { catalog } from '../../contract/src/catalog.ts'
import { permissions } from '../../contract/src/permissions.ts'
import { type Fault, lineAt, type SourceFile } from './tree.ts'

const access = new Set<string>([...permissions, 'public', 'signed-in'])

export const endpointsWithoutPermission = (): Fault[] =>
  catalog
    .filter(({ endpoint }) => !access.has(endpoint.permission))
    .map(({ name, endpoint }) => ({
      at: `contract/src, "${name}" (${endpoint.method} ${endpoint.path})`,
      what: `its permission is ${JSON.stringify(endpoint.permission)}`,
      mend: 'name one of permissions.ts, or say "public" or "signed-in"',
    }))

/** What is not in the catalog is in no reference and no generated test. */
export const endpointsOutsideCatalog = (tree: SourceFile[]): Fault[] => {
  const known = new Set(catalog.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`))
  return tree
    .filter(({ path }) => path.startsWith('contract/src/') && !path.endsWith('.test.ts'))
    .flatMap(file =>
      [...file.text.matchAll(/\bendpoint\(\s*'([A-Z]+ [^']+)'/g)]
        .filter(match => !known.has(String(match[1])))
        .map(match => ({
          at: lineAt(file, match.index),
          what: `${match[1]} is not in the catalog`,
          mend: 'export it, and list its file in contract/src/catalog.ts',
        })),
    )
}
