import type { Agent, LiveVersion } from '@frontdesk/contract/agents'
import { lockAgent, pointLive } from '#agents'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { findVersion } from './store.ts'

/** Splits the customers between versions. Throws NotFound for a version that is not there. */
export const rollOut = (ctx: Ctx, agentId: string, versions: LiveVersion[]): Promise<Agent> => {
  ctx.must('agents.publish')
  const wrong = problemOf(versions)
  if (wrong) throw new Invalid(wrong, [{ pointer: '/versions', message: wrong }])
  return audited(
    ctx,
    'agent.rollout-changed',
    async within => {
      await lockAgent(within, agentId)
      for (const { number } of versions) await findVersion(within, agentId, number)
      return pointLive(within, agentId, versions)
    },
    ({ live }) => ({ target: agentId, details: { live } }),
  )
}

const problemOf = (versions: LiveVersion[]): string | undefined => {
  if (new Set(versions.map(({ number }) => number)).size < versions.length) return 'Name each version once.'
  const sum = versions.reduce((total, { share }) => total + share, 0)
  return sum === 100 ? undefined : `The shares have to add up to 100; these make ${sum}.`
}
