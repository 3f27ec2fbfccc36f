import type { Span, Telemetry } from '@frontdesk/platform/telemetry'
import type { Call } from './call.ts'
import type { OfferedTool, Outcome } from './tool.ts'

/** Makes a call, as a span of its turn where somebody listens. */
export const spannedCall = async (
  telemetry: Telemetry | undefined,
  within: Span | undefined,
  call: Call,
  tool: OfferedTool | undefined,
  make: () => Promise<Outcome>,
): Promise<Outcome> => {
  if (!telemetry || !within) return make()
  const span = telemetry.begin({
    name: `execute_tool ${call.name}`,
    kind: 'internal',
    within,
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': call.name,
      'gen_ai.tool.call.id': call.id,
      'gen_ai.tool.type': tool?.kind === 'sql' ? 'datastore' : 'extension',
      'gen_ai.tool.call.arguments': telemetry.withContent ? JSON.stringify(call.arguments) : undefined,
      'frontdesk.tool.effect': call.effect ?? undefined,
    },
  })
  try {
    const outcome = await make()
    span.set({ 'frontdesk.tool.state': outcome.state })
    if (telemetry.withContent) span.set({ 'gen_ai.tool.call.result': JSON.stringify(outcome.result ?? null) })
    span.end(outcome.state === 'succeeded' ? undefined : outcome.status ? String(outcome.status) : outcome.state)
    return outcome
  } catch (error) {
    span.end('cancelled')
    throw error
  }
}
