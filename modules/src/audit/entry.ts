import { createHash } from 'node:crypto'
import type { AuditAction } from '@frontdesk/contract/audit'

/** Who did what to which, as it is kept. Secrets and people's addresses have no place in `details`. */
export type Entry = {
  at: Date
  actor: string
  action: AuditAction
  target: string | null
  details: Record<string, unknown>
  requestId: string
  ip: string | null
}

/** Stands for the hash before the first entry. */
export const noHash = '0'.repeat(64)

/** The text that is kept and hashed; made of characters that every database takes. */
export const textOf = ({ at, actor, action, target, details, requestId, ip }: Entry): string =>
  JSON.stringify({ at: at.toISOString(), actor, action, target, details, requestId, ip }, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '\ufffd') : value,
  )

/** SHA-256 over the hash before, the number and the text, a line each; in hexadecimal digits. */
export const hashOf = (before: string, seq: number, text: string): string =>
  createHash('sha256').update(`${before}\n${seq}\n${text}`).digest('hex')
