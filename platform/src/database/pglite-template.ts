import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const migrations = fileURLToPath(new URL('./migrations', import.meta.url))
const templates = fileURLToPath(new URL('../../../dist/database-template', import.meta.url))

/**
 * Fills `files` with a migrated, empty database that was made when the product was built: a first start then copies
 * for a tenth of a second instead of making one for four. False when there is none of these very versions.
 */
export const copyTemplate = async (files: string): Promise<boolean> => {
  const template = await templatePath()
  if (!(await exists(template))) return false
  await cp(template, files, { recursive: true, mode: constants.COPYFILE_FICLONE })
  return true
}

/** Makes the template, and throws away those of other versions; does nothing when it is there. */
export const buildTemplate = async (make: (dataDir: string) => Promise<void>): Promise<void> => {
  const template = await templatePath()
  if (await exists(template)) return
  await rm(templates, { recursive: true, force: true })
  await mkdir(templates, { recursive: true })
  const dataDir = await mkdtemp(join(templates, 'building-'))
  try {
    await make(dataDir)
    await rename(join(dataDir, 'postgres'), template)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

const templatePath = async () => {
  const hash = createHash('sha256')
  const names = await readdir(migrations)
  for (const name of names.sort()) hash.update(name).update(await readFile(join(migrations, name, 'migration.sql')))
  for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-pgvector']) hash.update(await versionOf(name))
  return join(templates, hash.digest('hex').slice(0, 16))
}

const resolve = createRequire(import.meta.url).resolve

/** The packages do not export their package.json, which stands above what they do export. */
const versionOf = async (name: string) => {
  const text = await readFile(join(dirname(resolve(name)), '..', 'package.json'), 'utf8')
  return `${name} ${(JSON.parse(text) as { version: string }).version}`
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
