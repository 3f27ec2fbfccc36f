import type { Agent } from '@frontdesk/contract/agents'
import { versionBefore } from '@frontdesk/contract/live-versions'
import { lockAgent, pointLive } from '#agents'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { findVersion } from './store.ts'

/** Lets an earlier version answer everybody, from the next conversation on. Throws Conflict when there is none before. */
export const rollBack = (ctx: Ctx, agentId: string, wanted: number | undefined): Promise<Agent> => {
  ctx.must('agents.publish')
  return audited(
    ctx,
    'agent.rolled-back',
    async within => {
      const { live } = await lockAgent(within, agentId)
      const number = wanted ?? versionBefore(live)
      if (number === undefined)
        throw new Conflict('There is no version before to go back to. Name one, or publish first.')
      await findVersion(within, agentId, number)
      return pointLive(within, agentId, [{ number, share: 100 }])
    },
    ({ live }) => ({ target: agentId, details: { number: live[0]?.number } }),
  )
}
