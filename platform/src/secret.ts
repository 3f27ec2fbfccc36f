import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What guards everything that this server keeps. What hangs on the previous one still opens, so a secret can be changed. */
export type ServerSecret = { secret: string; previousSecret?: string | undefined }

/** A key of its own for each use, so that none can be turned against another. */
export const keyFrom = (secret: string, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `frontdesk ${use}`, 32)))

/** Names a secret without telling anything of it; kept beside what hangs on it. */
export const idOfSecret = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'frontdesk secret id v1', 9)).toString('base64url')

/** In production nothing hangs on a secret that lies beside the data, or that everybody can read in an example. */
export function secretFaults({ NODE_ENV, FRONTDESK_SECRET: secret }: Record<string, string>): string[] {
  if (NODE_ENV !== 'production' || (secret && !isExample(secret))) return []
  return [
    `FRONTDESK_SECRET ${secret ? 'is an example' : 'is missing'}: with NODE_ENV=production set it to what "openssl rand -hex 32" prints, and keep it.`,
  ]
}

// Of 32 random hexadecimal digits one in twenty million has less than eight different ones.
const isExample = (secret: string) =>
  new Set(secret).size < 8 || /change.?(me|this)|example|placeholder|default|your.?secret/i.test(secret)

/**
 * The secret of this data directory, made on the first start and readable by its owner only.
 * Processes that do not share the directory need FRONTDESK_SECRET instead.
 */
export function keptSecret(dataDirectory: string): string {
  const path = join(dataDirectory, 'secret')
  return read(path) ?? make(path)
}

function make(path: string): string {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    // Linking is all or nothing: of two first starts at once, both use the same secret and neither reads half of it.
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(path, 'utf8')
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
