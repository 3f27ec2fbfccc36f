import { readFileSync } from 'node:fs'

type Locked = { link?: boolean; resolved?: string; dependencies?: object; optionalDependencies?: object }

const locked = (lockfile: URL) =>
  (JSON.parse(readFileSync(lockfile, 'utf8')) as { packages: Record<string, Locked> }).packages

/** The folders that these workspaces need at run time, themselves included, as the lockfile has them. */
export const foldersBelow = (lockfile: URL, workspaces: readonly string[]): string[] => {
  const packages = locked(lockfile)
  const found = new Set<string>()
  const visit = (folder: string) => {
    const { link, resolved, dependencies, optionalDependencies } = packages[folder] ?? {}
    if (link && resolved) return visit(resolved)
    if (found.has(folder)) return
    found.add(folder)
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const place = placeOf(packages, folder, name)
      if (place !== undefined) visit(place)
    }
  }
  workspaces.forEach(visit)
  return [...found]
}

// Node looks in the folder itself first, then in every folder above it.
const placeOf = (packages: Record<string, Locked>, folder: string, name: string): string | undefined => {
  const parts = folder.split('/')
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const place = [...parts.slice(0, depth), 'node_modules', name].join('/')
    if (packages[place]) return place
  }
  return undefined
}
