import { newId } from '@frontdesk/platform/ids'
import type { ModelToolCall } from '@frontdesk/platform/models/port'
import type { Call } from './call.ts'
import { judgeCall, type Verdict } from './policy.ts'
import type { OfferedTool } from './tool.ts'

type Asked = { turnId: string; conversationId: string; step: number; at: Date; isTainted: boolean }

const states = { run: 'planned', wait: 'waiting', refuse: 'refused' } as const

/** What becomes of everything that the model asks for in one step, decided before anything is done. */
export const planOf = (
  written: readonly ModelToolCall[],
  tools: ReadonlyMap<string, OfferedTool>,
  asked: Asked,
): Call[] =>
  written.map((call, index) => {
    const tool = tools.get(call.name)
    const verdict = judgeCall(tool, call.arguments, asked.isTainted)
    return {
      id: newId(),
      turnId: asked.turnId,
      conversationId: asked.conversationId,
      step: asked.step,
      position: index + 1,
      toolId: tool?.id ?? null,
      name: tool?.name ?? call.name.slice(0, 100),
      arguments: verdict.kind === 'refuse' ? null : verdict.arguments,
      effect: tool?.effect ?? null,
      state: states[verdict.kind],
      result: resultOf(verdict),
      isTainted: false,
      decidedBy: null,
      decision: null,
      reason: null,
      plannedAt: asked.at,
      startedAt: null,
      finishedAt: verdict.kind === 'refuse' ? asked.at : null,
    }
  })

const resultOf = (verdict: Verdict) => (verdict.kind === 'refuse' ? { error: verdict.because } : null)
