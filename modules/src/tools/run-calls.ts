import type { Span } from '@frontdesk/platform/telemetry'
import type { Ctx } from '#context'
import { type Call, hasEnded, mayRepeat, unknownResult } from './call.ts'
import { spannedCall } from './call-span.ts'
import { endCalls, startCalls } from './call-store.ts'
import { heardBy } from './heard-store.ts'
import { runTool } from './run-tool.ts'
import { isSuspicious } from './taint.ts'
import { boundArguments, type CallScope, type OfferedTool, type Outcome } from './tool.ts'

type Lease = { organizationId: string; turnId: string; conversationId: string; leaseToken: number }
export type Work = {
  lease: Lease
  tools: readonly OfferedTool[]
  scope: CallScope
  signal: AbortSignal
  /** What is told of the turn where somebody listens. */
  span?: Span | undefined
  /** Does what the product itself is called for. */
  builtIn(call: Call): Promise<Outcome>
}

/**
 * Makes the calls of one step that are still to be made: at the same time where all of them only read, else one after
 * the other in the order of the model, up to one that waits for a person. Tells each as it changes. What was sent before a crash is sent again only where
 * that does no harm. Throws the signal's reason; a call that may have changed something is heard to its end all the same.
 */
export const runCalls = async (
  ctx: Ctx,
  work: Work,
  calls: readonly Call[],
  tell: (call: Call) => void,
): Promise<Call[]> => {
  const gate = calls.findIndex(call => call.state === 'waiting')
  const open = (gate < 0 ? calls : calls.slice(0, gate)).filter(call => !hasEnded(call))
  const done = new Map(calls.map(call => [call.id, call]))
  const run = async (call: Call) => {
    const ended = await makeCall(ctx, work, call, tell)
    done.set(call.id, ended)
    tell(ended)
  }
  if (open.every(call => call.effect === 'read')) await Promise.all(open.map(run))
  else for (const call of open) await run(call)
  return [...done.values()]
}

const makeCall = async (ctx: Ctx, work: Work, call: Call, tell: (call: Call) => void): Promise<Call> => {
  work.signal.throwIfAborted()
  const wasSent = call.state === 'started'
  if (wasSent && !mayRepeat(call))
    return keepOutcome(ctx, call, { state: 'unknown', result: unknownResult, status: null })
  const mine = await startCalls(ctx, work.lease, [call.id])
  if (!mine.has(call.id)) throw new LostLease()
  tell({ ...call, state: 'started', startedAt: ctx.now() })
  const heard = heardBy(ctx.platform)
  heard.add(call.id)
  const sent = send(ctx, work, call)
    .then(outcome => keepOutcome(ctx, call, outcome))
    .finally(() => heard.delete(call.id))
  return orAborted(sent, work.signal)
}

const send = (ctx: Ctx, work: Work, call: Call): Promise<Outcome> => {
  const tool = work.tools.find(({ id, name }) => id === call.toolId && (id !== null || name === call.name))
  return spannedCall(ctx.platform.telemetry, work.span, call, tool, () => perform(ctx, work, call, tool))
}

const perform = async (
  ctx: Ctx,
  { scope, signal, builtIn }: Work,
  call: Call,
  tool: OfferedTool | undefined,
): Promise<Outcome> => {
  if (tool?.kind === 'built-in') return builtIn(call)
  if (!tool || tool.isGone) return { state: 'failed', result: { error: 'This tool is no longer there.' }, status: null }
  const given = { ...call.arguments, ...boundArguments(tool, scope) }
  return runTool(ctx, tool, given, call.id, tool.effect === 'read' ? signal : undefined)
}

const keepOutcome = async (ctx: Ctx, call: Call, { state, result }: Outcome): Promise<Call> => {
  const isTainted =
    state === 'succeeded' && isSuspicious(typeof result === 'string' ? result : JSON.stringify(result ?? null))
  const shown = state === 'unknown' ? unknownResult : result
  await endCalls(ctx, [{ id: call.id, state, result: shown, isTainted }])
  return { ...call, state, result: shown, isTainted, finishedAt: ctx.now() }
}

/** Whoever stops the turn does not wait for what is under way; its outcome is kept when it comes. */
const orAborted = <T>(running: Promise<T>, signal: AbortSignal) =>
  new Promise<T>((done, aborted) => {
    const leave = () => aborted(signal.reason)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    running.then(done, aborted).finally(() => signal.removeEventListener('abort', leave))
  })

/** Another process has the turn: whatever is to be done, it does. */
export class LostLease extends Error {
  constructor() {
    super('Another process has this turn')
  }
}
