import type { ToolCall } from '@frontdesk/contract/tool-calls'
import { audited } from '#audit'
import type { Ctx } from '#context'
import { withinScope } from '#conversations'
import { Conflict } from '#errors'
import { type Call, decideCall } from '#tools'
import { resumeTurns } from './resume-turns.ts'

type Decision = { decision: 'approved' | 'rejected'; reason: string | null }

/**
 * A person lets a waiting call run with exactly the arguments that were shown, or refuses it; once nothing of the turn
 * waits any more, it goes on. Throws NotFound, and Conflict when it was decided before.
 */
export const decide = async (ctx: Ctx, callId: string, decision: Decision): Promise<ToolCall> => {
  ctx.must('tool-calls.decide')
  const call = await audited(
    ctx,
    `tool-call.${decision.decision}`,
    async within => {
      const decided = await decideCall(within, at => withinScope(ctx.actor, at), callId, decision)
      if (!decided)
        throw new Conflict('This call does not wait any more. Somebody has decided it, or it was never to wait.')
      return decided
    },
    ({ name, arguments: given, reason }) => ({
      target: callId,
      details: { tool: name, arguments: given, ...(reason ? { reason } : {}) },
    }),
  )
  await resumeTurns(ctx.platform, ctx.organizationId)
  return shownCall(call)
}

export const shownCall = ({ isTainted: _, plannedAt, startedAt, finishedAt, ...call }: Call): ToolCall => ({
  ...call,
  plannedAt: plannedAt.toISOString(),
  startedAt: startedAt?.toISOString() ?? null,
  finishedAt: finishedAt?.toISOString() ?? null,
})
