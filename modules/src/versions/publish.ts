import type { AgentVersion } from '@frontdesk/contract/versions'
import { lockAgent, mustBeVersion, pointLive } from '#agents'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { draftContent } from './draft-content.ts'
import { findSame, insertVersion } from './store.ts'
import { hashOf } from './version.ts'

type Publication = { note: string; expectedVersion?: number | undefined }

/**
 * Keeps the draft as the next version and lets it answer everybody. The same draft again is the version that it was before.
 * Throws Conflict when the draft is not the one that was expected.
 */
export const publish = (ctx: Ctx, agentId: string, { note, expectedVersion }: Publication): Promise<AgentVersion> => {
  ctx.must('agents.publish')
  return audited(
    ctx,
    'agent.published',
    async within => {
      const agent = await lockAgent(within, agentId)
      mustBeVersion(agent, expectedVersion)
      const content = await draftContent(within, agent)
      const hash = hashOf(content)
      const version =
        (await findSame(within, agentId, hash)) ?? (await insertVersion(within, { ...content, agentId, hash, note }))
      await pointLive(within, agentId, [{ number: version.number, share: 100 }])
      return version
    },
    ({ number, hash }) => ({ target: agentId, details: { number, hash, ...(note ? { note } : {}) } }),
  )
}
