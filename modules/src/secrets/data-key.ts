import type { KeyObject } from 'node:crypto'
import { openWith, sealWith } from '@frontdesk/platform/gcm'
import type { Purpose, SealedColumnName } from './sealed-columns.ts'
import { placeOf } from './sealed-columns.ts'

/** Unwrapped, and never further than memory: what prints it prints no byte of it. */
export type DataKey = { id: string; key: KeyObject }

/** Where a secret rests: the row is its key without the organization, columns divided by spaces. */
export type Place = { column: SealedColumnName; row: string }

/** As it rests in its row. */
export type WrappedKey = {
  id: string
  purpose: Purpose
  /** The highest one of a purpose seals. */
  version: number
  wrappedBy: string
  wrapped: string
  uses: number
  createdAt: Date
  unusedSince: Date | undefined
}

/** `v1.<key id>.<nonce>.<text>.<tag>` */
export const sealedBy = ({ id, key }: DataKey, text: string, of: string): string =>
  `v1.${id}.${sealWith(key, text, of)}`

/** Throws DoesNotOpen. */
export const openedBy = ({ id, key }: DataKey, kept: string, of: string): string =>
  openWith(key, kept.slice(`v1.${id}.`.length), of).toString('utf8')

/** Undefined for what was sealed before there were data keys. */
export const keyIdOf = (kept: string): string | undefined =>
  /^v1\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\./.exec(kept)?.[1]

/** What a secret is bound to. */
export const boundTo = (organizationId: string, { column: name, row }: Place): string => {
  const { table, column } = placeOf(name)
  return JSON.stringify([table, column, row, organizationId])
}

/** What a wrapped key is bound to: in the row of another organization, or for another purpose, it does not open. */
export const wrappedFor = (organizationId: string, purpose: string, id: string): string =>
  JSON.stringify(['data_keys', organizationId, purpose, id])
