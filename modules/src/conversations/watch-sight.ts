import type { Ctx } from '#context'
import { selectSeen } from './audience-store.ts'
import { seesAll } from './scope-store.ts'

const lookEveryMs = 500

/**
 * Tells once when the actor no longer sees the conversation. For whatever shows it for longer than a request; whoever
 * sees all of them costs nothing. Returns how to stop watching.
 */
export const watchSight = (
  { platform, organizationId, actor }: Pick<Ctx, 'platform' | 'organizationId' | 'actor'>,
  conversationId: string,
  onEnd: () => void,
): (() => void) => {
  if (seesAll(actor)) return () => {}
  const look = async () => {
    const [seen] = await selectSeen(platform, organizationId, [conversationId], [actor])
    if (seen?.has(conversationId)) return
    stop()
    onEnd()
  }
  // A database that is away for a moment ends nobody's stream; the next look tells.
  const timer = setInterval(() => void look().catch(() => {}), lookEveryMs)
  const stop = () => clearInterval(timer)
  return stop
}
