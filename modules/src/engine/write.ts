import { ModelFailure, type ModelFinish } from '@frontdesk/platform/models/port'
import type { Ctx } from '#context'
import { type Call, LostLease, planOf, runCalls } from '#tools'
import { handOverIn, recallFound, runBuiltIn } from './built-in-tools.ts'
import type { Marks } from './citation-marks.ts'
import type { HandOver } from './hand-over.ts'
import type { LiveTurn } from './live-turns.ts'
import { type Prepared, toolsOf } from './prepare.ts'
import { spend } from './spend.ts'
import { isTainted, messagesOf, type Step } from './step.ts'
import { keepStep } from './step-store.ts'
import { suspicionsOf } from './suspicion.ts'
import { note, type Trace } from './turn.ts'
import { withinBudgets } from './within-budgets.ts'

type Writing = { turn: LiveTurn; request: Prepared; marks: Marks; trace: Trace; startedAt: number }

/** `waiting`: a person has to decide before it goes on. A hand-over: people go on. */
export type Written = 'finished' | 'waiting' | HandOver

/**
 * Writes the answer: the model speaks, what it calls is done, and it speaks again knowing what came of it, until it has
 * nothing left to call. Throws what broke it.
 */
export const write = async (ctx: Ctx, writing: Writing): Promise<Written> => {
  const { turn, request, trace } = writing
  const steps = request.done
  for (const step of steps) {
    tellAgain(writing, step)
    request.guard?.messagesOf(step)
    const left = await work(ctx, writing, step)
    if (left) return left
  }
  for (;;) {
    const from = performance.now()
    const said = { text: '' }
    const finish = await speak(ctx, writing, steps, said)
    count(trace, finish, request)
    // Some models go on calling what they were not offered; nobody does it, or they would never come to an end.
    const calls = finish.reason === 'tool-calls' && mayCall(request, steps)
    const uncovered = uncoveredIn(writing, !calls)
    if (uncovered) return uncovered
    if (!calls) return finished(writing, finish)
    const step = stepOf(ctx, writing, finish, said.text, performance.now() - from)
    if (!((await turn.isKept) && (await keepStep(ctx, turn.lease, step)))) throw new LostLease()
    steps.push(step)
    const left = await work(ctx, writing, step)
    if (left) return left
  }
}

const mayCall = ({ brief, tools }: Prepared, steps: readonly Step[]) =>
  steps.length < brief.agent.maxSteps && tools.size > 0

const finished = ({ turn, marks }: Writing, { reason }: ModelFinish): Written => {
  turn.append(marks.end())
  if (reason === 'tool-calls' && turn.text === '')
    throw new ModelFailure('empty', 'The model called tools to the last and said nothing')
  return 'finished'
}

/** One message of the model. After the last step it is left no tool, so that it must say something. */
const speak = (ctx: Ctx, writing: Writing, steps: Step[], said: { text: string }) => {
  const { turn, request, marks, trace, startedAt } = writing
  const { done: _, told, earlier, guard, brief, retrieved, scope, toldSteps, language, ...asked } = request
  const offered = { tools: mayCall(request, steps) ? toolsOf(request) : [] }
  const messages = [
    ...request.messages,
    ...steps.flatMap(step => (guard ? guard.messagesOf(step) : messagesOf(step, 'now'))),
  ]
  const whole = { ...asked, messages, ...offered }
  const stream = () =>
    language.stream(whole, text => {
      trace.firstTokenMs ??= Math.round((performance.now() - startedAt) * 100) / 100
      if (said.text === '' && turn.text !== '' && steps.length > 0) turn.append(marks.push('\n\n'))
      said.text += text
      turn.append(marks.push(text))
    })
  return brief.budgets
    ? withinBudgets(ctx, brief.budgets, { turn, request, trace, asked: whole, said, stream })
    : stream()
}

/** After a fallback, model and provider are those that answered. */
const count = (trace: Trace, { model, reason, usage }: ModelFinish, { language, brief: { prices } }: Prepared) => {
  trace.provider = language.provider
  trace.model = model
  trace.finishReason = reason
  spend(trace, prices, { model, ...usage })
}

const stepOf = (
  ctx: Ctx,
  { turn, request, trace }: Writing,
  finish: ModelFinish,
  text: string,
  durationMs: number,
): Step => {
  const { turnId, conversationId } = turn.lease
  const number = request.done.length + 1
  const at = ctx.now()
  const asked = { turnId, conversationId, step: number, at, isTainted: isSuspected(request, trace) }
  return {
    number,
    model: finish.model,
    text,
    written: finish.toolCalls,
    calls: planOf(request.guard?.showCalls(finish.toolCalls) ?? finish.toolCalls, request.tools, asked),
    ...finish.usage,
    durationMs,
    at,
  }
}

/** The last sentence of an answer is whole only at its end. */
const uncoveredIn = ({ turn, request: { guard }, marks }: Writing, hasEnded: boolean) => {
  if (guard && hasEnded) turn.append(marks.end())
  return guard?.handOver()
}

/** Looked at only when something is called: an answer without calls pays nothing. */
const isSuspected = (request: Prepared, trace: Trace) => {
  if (isTainted(request.done)) return true
  const suspicions = suspicionsOf(request)
  for (const each of suspicions) note(trace, each)
  return suspicions.length > 0
}

/** Does what a step asks for; says why the model does not speak again, where it does not. */
const work = async (
  ctx: Ctx,
  { turn, request, marks }: Writing,
  step: Step,
): Promise<Exclude<Written, 'finished'> | undefined> => {
  const { brief, scope, retrieved } = request
  const { lease, abort } = turn
  for (const call of step.calls) turn.tellCall(call)
  await recallFound(ctx, step.calls, retrieved)
  const within = { conversationId: lease.conversationId, brief, retrieved }
  const making = {
    lease,
    tools: [...request.tools.values()],
    scope,
    signal: abort.signal,
    span: turn.span,
    builtIn: (call: Call) => runBuiltIn(ctx, within, call),
  }
  step.calls = await runCalls(ctx, making, step.calls, call => turn.tellCall(call))
  marks.allow(retrieved.length)
  if (step.calls.some(call => call.state === 'waiting')) return 'waiting'
  return handOverIn(step.calls, brief.agent)
}

/** What was said before the turn was taken over is said again; what became a message of its own is not. */
const tellAgain = ({ turn, marks, request }: Writing, step: Step) => {
  if (step.text === '' || step.number <= request.toldSteps) return
  turn.append(marks.push(turn.text === '' ? step.text : `\n\n${step.text}`))
}
