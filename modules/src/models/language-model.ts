import type { LanguageModel } from '@frontdesk/platform/models/port'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import { findWithKey } from './store.ts'

const mostKept = 200

// A connection's models keep what they learn of their provider, such as that it is down, from one answer to the next.
const kept = new WeakMap<Platform, Map<string, Promise<LanguageModel>>>()

/** The models of a connection, or the installation's own. Throws NotFound for a connection that is gone. */
export const languageModel = async (ctx: Ctx, connectionId: string | null, model: string): Promise<LanguageModel> => {
  const { models } = ctx.platform
  if (connectionId === null) return models.named(model)
  const connection = await findWithKey(ctx, connectionId)
  const known = kept.get(ctx.platform) ?? new Map<string, Promise<LanguageModel>>()
  kept.set(ctx.platform, known)
  const name = `${ctx.organizationId} ${connection.id} ${connection.version}`
  const opened = known.get(name) ?? models.connect(connection)
  if (known.size >= mostKept) known.clear()
  known.set(name, opened)
  return opened
}
