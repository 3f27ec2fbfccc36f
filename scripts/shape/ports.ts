import { dirname, join } from 'node:path'
import { type Fault, importsOf, type SourceFile } from './tree.ts'

/** What a file imports, as paths from the root; packages of our own included. */
const reachedFrom = (file: SourceFile) =>
  importsOf(file).map(({ specifier }) =>
    specifier.startsWith('.')
      ? join(dirname(file.path), specifier)
      : specifier.replace(/^@frontdesk\/platform\/(.*)$/, 'platform/src/$1.ts'),
  )

// In a port's folder, but nothing to choose from: the port itself, its doors, and what is wrapped around an adapter.
const notAdapters = /\/(port|open|start|pool|migrate|transaction|failure|retry[-\w]*)\.ts$/

/** What compose.ts picks, or testing/ in its stead, from a port's folder; an open.ts there picks for them. */
const adaptersOf = (folder: string, tree: SourceFile[]): string[] => {
  const pickers = tree.filter(
    ({ path }) => path === 'platform/src/compose.ts' || path === `${folder}/open.ts` || path.startsWith('testing/src/'),
  )
  const picked = new Set(pickers.flatMap(reachedFrom).filter(path => dirname(path) === folder))
  return tree.filter(({ path }) => picked.has(path) && !notAdapters.test(path)).map(({ path }) => path)
}

/** A port with one adapter is a guess about the future; an adapter outside the suite promises nothing. */
export const unprovenPorts = (tree: SourceFile[]): Fault[] => {
  const folders = tree.flatMap(({ path }) => /^(platform\/src\/[^/]+)\/port\.ts$/.exec(path)?.[1] ?? [])
  return folders.flatMap(folder => {
    const suite = `${folder}/${folder.split('/').at(-1)}.suite.ts`
    const adapters = adaptersOf(folder, tree)
    const runs = tree.map(reachedFrom).filter(reached => reached.includes(suite))
    const proven = new Set(runs.flat())
    return [
      ...(tree.some(({ path }) => path === suite)
        ? []
        : [{ at: folder, what: 'a port without a suite', mend: `write its promises once, in ${suite}` }]),
      ...(adapters.length >= 2
        ? []
        : [
            {
              at: folder,
              what: `a port with too few adapters: ${adapters.length}`,
              mend: 'ship a second one, or make it a plain file of the platform',
            },
          ]),
      ...adapters
        .filter(adapter => !proven.has(adapter))
        .map(adapter => ({
          at: adapter,
          what: 'an adapter that its port’s suite does not run against',
          mend: `run ${suite} against it in a .test.ts beside it`,
        })),
    ]
  })
}
