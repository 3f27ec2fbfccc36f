import type { ToolApproval, ToolEffect } from '@frontdesk/contract/tools'
import { faultOf, withoutBound } from './parameter-schema.ts'
import type { JsonSchema } from './schema-weight.ts'

export type CallRule = {
  effect: ToolEffect
  approval: ToolApproval
  parameters: JsonSchema
  bound: Record<string, unknown>
}

/** What becomes of a call before anything is sent. Outside of the model: whatever it says, this decides. */
export type Verdict =
  | { kind: 'run'; arguments: Record<string, unknown> }
  | { kind: 'wait'; arguments: Record<string, unknown> }
  | { kind: 'refuse'; because: string }

/** `written` is the model's own JSON. Whoever has not been given the tool is refused: there is no rule to go by. */
export const judgeCall = (rule: CallRule | undefined, written: string, isTainted: boolean): Verdict => {
  if (!rule) return { kind: 'refuse', because: 'There is no such tool. Use only the tools that you were given.' }
  const given = read(written)
  if (given === undefined) return { kind: 'refuse', because: 'The arguments are not JSON. Write one JSON object.' }
  const fault = faultOf(withoutBound(rule.parameters, rule.bound), given)
  if (fault) return { kind: 'refuse', because: `The arguments do not fit: ${fault}. Correct them and call again.` }
  const waits = rule.approval === 'always' || (rule.approval === 'when-tainted' && isTainted && rule.effect === 'once')
  return { kind: waits ? 'wait' : 'run', arguments: given as Record<string, unknown> }
}

const read = (written: string): unknown => {
  try {
    return written.trim() === '' ? {} : JSON.parse(written)
  } catch {
    return undefined
  }
}
