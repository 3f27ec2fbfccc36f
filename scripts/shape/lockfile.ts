import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Fault } from './tree.ts'

const Package = z.looseObject({
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  dev: z.boolean().optional(),
  license: z.string().optional(),
  engines: z.unknown().optional(),
})
const Lockfile = z.looseObject({ packages: z.record(z.string(), Package) })
export type Lockfile = z.infer<typeof Lockfile>

/** As npm wrote it, so that writing it back changes nothing but what was changed. */
export const readLockfile = (): Lockfile => {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  Lockfile.parse(lockfile)
  return lockfile
}

/** Optional packages that some package asks for and the lockfile does not know. */
export const missingPackages = ({ packages }: Lockfile) =>
  Object.entries(packages).flatMap(([path, asking]) =>
    Object.entries(asking.optionalDependencies ?? {})
      // Anything but an exact version is not one of the binaries that npm forgets.
      .filter(([name, version]) => /^\d/.test(version) && !isFound(packages, path, name))
      .map(([name, version]) => ({ name, version, asking })),
  )

const isFound = (packages: Lockfile['packages'], from: string, name: string): boolean => {
  if (`${from ? `${from}/` : ''}node_modules/${name}` in packages) return true
  return from !== '' && isFound(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name)
}

/** `npm ci` refuses such a lockfile, and npm writes it wherever its registry has no copy of another platform's binaries. */
export const forgottenPlatforms = (): Fault[] =>
  missingPackages(readLockfile()).map(({ name, version }) => ({
    at: 'package-lock.json',
    what: `${name}@${version} is missing`,
    mend: 'run node scripts/complete-lockfile.ts',
  }))
