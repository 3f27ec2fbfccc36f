import { DoesNotOpen } from './gcm.ts'
import type { Sealer } from './sealed-text.ts'

/** `unreadable`: neither the secret of today nor the one before opens it. */
export type Resealed = { resealed: number; unreadable: number }

/** A text that the server sealed, and where it rests. */
type Kept = { id: string; place: string; kept: string }

type Column = {
  sealer: Sealer
  /** The next ones in the order of their ids. */
  next: (after: string | undefined, limit: number) => Promise<Kept[]>
  /** False when the text is another one by now. */
  keep: (row: Kept, sealed: string) => Promise<boolean>
}
const atOnce = 500

/** Goes through what the server sealed by itself and seals anew what hangs on its secret before. */
export const resealRows = async ({ sealer, next, keep }: Column): Promise<Resealed> => {
  const sum = { resealed: 0, unreadable: 0 }
  let after: string | undefined
  for (;;) {
    const rows = await next(after, atOnce)
    for (const row of rows)
      try {
        const sealed = sealer.renewed(row.kept, row.place)
        if (sealed !== undefined && (await keep(row, sealed))) sum.resealed += 1
      } catch (error) {
        if (!(error instanceof DoesNotOpen)) throw error
        sum.unreadable += 1
      }
    after = rows.at(-1)?.id
    if (after === undefined) return sum
  }
}
