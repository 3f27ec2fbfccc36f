import type { Platform } from '@frontdesk/platform/platform'
import { deleteUnsentFiles, fileKey, findUnsentFiles } from './file-store.ts'

const keptForMs = 24 * 3_600_000

/** Throws away pictures that were uploaded a day ago and never sent. Returns how many. */
export const trimFiles = async (platform: Platform): Promise<number> => {
  const unsent = await findUnsentFiles(platform, new Date(platform.clock.now().getTime() - keptForMs))
  // The content first: whoever fails in between finds the file again.
  for (const { organizationId, fileId } of unsent) await platform.storage.delete(fileKey(organizationId, fileId))
  return deleteUnsentFiles(
    platform,
    unsent.map(({ fileId }) => fileId),
  )
}
