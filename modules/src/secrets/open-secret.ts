import { DoesNotOpen } from '@frontdesk/platform/gcm'
import { createSealer } from '@frontdesk/platform/sealed-text'
import type { Ctx } from '#context'
import { boundTo, keyIdOf, openedBy, type Place } from './data-key.ts'
import { keyToOpen } from './find-key.ts'
import { sealedColumn } from './sealed-columns.ts'

/** Throws DoesNotOpen for what was sealed for another place, for what was changed since, and when its key was destroyed. */
export const openSecret = async (ctx: Ctx, place: Place, kept: string): Promise<string> => {
  const id = keyIdOf(kept)
  if (id === undefined) return openOld(ctx, place, kept)
  return openedBy(await keyToOpen(ctx, id), kept, boundTo(ctx.organizationId, place))
}

/** From before there were data keys: under the server's secret itself. */
const openOld = ({ platform, organizationId }: Ctx, { column, row }: Place, kept: string): string => {
  const { before } = sealedColumn(column)
  if (!before) throw new DoesNotOpen('This was not sealed by any version that is known here')
  return createSealer(platform.config, before.purpose).open(kept, before.of(organizationId, row))
}
