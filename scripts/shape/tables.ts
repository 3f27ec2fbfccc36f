import { type Fault, isTest, lineAt, type SourceFile } from './tree.ts'

const prismaWrites =
  'create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany'
const prismaWrite = new RegExp(`\\b\\w+\\.(\\w+)\\.(?:${prismaWrites})\\(`, 'g')
const sqlWrite = /\b(?:insert\s+into|(?<!for\s)(?<!do\s)update|delete\s+from)\s+(?:only\s+)?"?(\w+)"?/gi

/** By every name the code may use: the table's own and the client's. */
const tableNames = (tree: SourceFile[]) => {
  const models = tree
    .filter(({ path }) => path.endsWith('.prisma'))
    .flatMap(({ text }) => [...text.matchAll(/^model (\w+) \{(.*?)^\}/gms)])
  return new Map(
    models.flatMap(([, model = '', body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model
      return [
        [table, table],
        [model.charAt(0).toLowerCase() + model.slice(1), table],
      ]
    }),
  )
}

type Write = { table: string; module: string; at: string }

const writesOf = (file: SourceFile, names: Map<string, string>): Write[] => {
  const module = /^modules\/src\/([^/]+)\/.*store\.ts$/.exec(file.path)?.[1]
  if (!module || isTest(file)) return []
  return [...file.text.matchAll(prismaWrite), ...file.text.matchAll(sqlWrite)].flatMap(match => {
    const table = names.get(String(match[1]))
    return table ? [{ table, module, at: lineAt(file, match.index) }] : []
  })
}

/** Whoever owns a table keeps its rules; with two writers nobody does. */
export const tablesWithTwoWriters = (tree: SourceFile[]): Fault[] => {
  const names = tableNames(tree)
  const byTable = Map.groupBy(
    tree.flatMap(file => writesOf(file, names)),
    ({ table }) => table,
  )
  return [...byTable].flatMap(([table, writes]) => {
    const [first, ...others] = [...Map.groupBy(writes, ({ module }) => module).values()].map(([write]) => write)
    return others.flatMap(other =>
      first && other
        ? [
            {
              at: other.at,
              what: `"${other.module}" writes the table ${table}, and so does "${first.module}" (${first.at})`,
              mend: 'let the owner offer a verb for it and call that, or give the column a table of its own',
            },
          ]
        : [],
    )
  })
}
