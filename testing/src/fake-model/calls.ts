import type { PlannedMessage } from './script.ts'

type Body = { messages?: { role: string }[] }

/** The message of the plan whose turn it is: one for each time the model has spoken since the customer did. */
export const messageOfPlan = (plan: PlannedMessage[], { messages = [] }: Body): PlannedMessage => {
  const asked = messages.findLastIndex(each => each.role === 'user')
  const spoken = messages.slice(asked + 1).filter(each => each.role === 'assistant').length
  return plan[spoken] ?? { say: 'Done.' }
}

const piecesOf = (text: string) => text.match(/[\s\S]{1,7}/g) ?? ['']

/** Calls as they stream: first the name, then the arguments in pieces that break anywhere. */
export const callDeltas = (calls: NonNullable<PlannedMessage['calls']>, salt: string) =>
  calls.flatMap((call, index) => {
    const written = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments ?? {})
    const head = { index, id: `call_${salt}_${index}`, type: 'function', function: { name: call.name, arguments: '' } }
    return [
      { tool_calls: [head] },
      ...piecesOf(written).map(piece => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
    ]
  })
