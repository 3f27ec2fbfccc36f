import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const migrations = fileURLToPath(new URL('../../platform/src/database/migrations', import.meta.url))
const templates = fileURLToPath(new URL('../../node_modules/.cache/frontdesk', import.meta.url))

/** Where the migrated data directory lies, or will, that belongs to this state of the migrations. */
export const templatePath = async (): Promise<string> => {
  const hash = createHash('sha256')
  const names = await readdir(migrations)
  for (const name of names.sort()) hash.update(name).update(await readFile(join(migrations, name, 'migration.sql')))
  return join(templates, hash.digest('hex').slice(0, 16))
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
