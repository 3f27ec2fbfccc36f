import type { Reply } from '@frontdesk/platform/safe-fetch'
import { FetchFailure } from '@frontdesk/platform/safe-fetch/failure'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { type Arguments, fillRequest } from './http-request.ts'
import type { CallableHttp, Outcome } from './tool.ts'

const mostBytes = 2 * 1024 * 1024
const mostCharacters = 32_000

/** Sends one call and reads its reply. `key` makes a repeat harmless where the other side looks at it. Never rejects but for the signal. */
export const runHttp = async (
  ctx: Ctx,
  tool: Pick<CallableHttp, 'request' | 'effect' | 'timeoutMs'>,
  given: Arguments,
  key: string,
  signal?: AbortSignal,
): Promise<Outcome> => {
  try {
    const { url, method, headers, body } = fillRequest(tool.request, given)
    const reply = await ctx.platform.outside.read(url, {
      method,
      headers: { ...(tool.effect === 'read' ? {} : { 'idempotency-key': key }), ...headers },
      ...(body === undefined ? {} : { body }),
      limits: { timeoutMs: tool.timeoutMs, mostBytes },
      redirect: 'error',
      ...(signal ? { signal } : {}),
    })
    return outcomeOf(tool.effect, reply)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof Invalid) return { state: 'failed', result: { error: error.message }, status: null }
    if (!(error instanceof FetchFailure)) throw error
    const state = tool.effect === 'once' && error.mayHaveArrived ? 'unknown' : 'failed'
    return { state, result: { error: error.message }, status: null }
  }
}

// A gateway that gave up waiting does not know what became of it either.
const undecided = new Set([408, 502, 504])

const outcomeOf = (effect: CallableHttp['effect'], { status, headers, body }: Reply): Outcome => {
  const said = contentOf(headers.get('content-type') ?? '', new TextDecoder().decode(body))
  if (status >= 200 && status < 300) return { state: 'succeeded', result: said, status }
  const state = effect === 'once' && undecided.has(status) ? 'unknown' : 'failed'
  return { state, result: { error: `HTTP ${status}`, reply: said }, status }
}

const contentOf = (type: string, text: string): unknown => {
  if (/\bjson\b/i.test(type) || /^\s*[[{"]/.test(text)) {
    try {
      return text.trim() === '' ? null : JSON.parse(text)
    } catch {
      // It said that it was JSON and is not.
    }
  }
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text
}
