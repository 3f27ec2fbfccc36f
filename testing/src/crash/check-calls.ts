import type { FinalCall, FinalState } from './final-state.ts'
import type { Line, LineOf } from './history.ts'
import { grouped, linesOf, type Violation } from './violation.ts'

/** I6 and I7 for calls of tools: what happens once was asked for once, nothing that was not kept before, and none stays open. */
export const checkCalls = (lines: Line[], { calls, turns }: FinalState): Violation[] => {
  const asked = linesOf(lines, 'called')
  const byKey = grouped(asked, ({ key }) => key ?? '')
  return [
    ...calls.flatMap(call => againstJournal(call, byKey.get(call.id) ?? [], asked)),
    ...neverKept(calls, asked),
    ...leftOpen(calls, new Set(turns.filter(({ status }) => status !== 'running').map(({ id }) => id))),
  ]
}

type Asked = LineOf<'called'>

const againstJournal = (call: FinalCall, under: Asked[], asked: Asked[]): Violation[] => {
  const { id, name, effect, state } = call
  if (effect === 'once' && under.length > 1)
    return [{ invariant: 'I7', says: `Call ${id} of ${name} was made ${under.length} times`, lines: under }]
  const made = effect === 'read' ? asked.filter(line => isOf(call, line)) : under
  if (state === 'succeeded' && made.length === 0)
    return [{ invariant: 'I7', says: `Call ${id} of ${name} succeeded and was never made`, lines: [] }]
  const other = under.filter(line => !isOf(call, line))
  if (other.length > 0)
    return [{ invariant: 'I7', says: `Call ${id} of ${name} was made with other words`, lines: other }]
  return []
}

const isOf = (call: FinalCall, { tool, reference }: Asked) =>
  call.name === tool && (call.arguments as { reference?: unknown } | null)?.reference === reference

const neverKept = (calls: FinalCall[], asked: Asked[]): Violation[] => {
  const ids = new Set(calls.map(({ id }) => id))
  return asked
    .filter(line => (line.key === null ? !calls.some(call => isOf(call, line)) : !ids.has(line.key)))
    .map(line => ({ invariant: 'I7', says: `A call of ${line.tool} was made that nobody keeps`, lines: [line] }))
}

/** Whether it happened is known, or it says that nobody knows. */
const leftOpen = (calls: FinalCall[], ended: Set<string>): Violation[] =>
  calls
    .filter(({ state, turnId }) => state === 'started' && ended.has(turnId))
    .map(({ id, name, turnId }) => ({
      invariant: 'I6',
      says: `Call ${id} of ${name} is still under way though turn ${turnId} has ended`,
      lines: [],
    }))
