import type { Ending, TurnEvent } from '@frontdesk/modules/engine/index'
import type { Log } from '@frontdesk/platform/log'
import { sayable } from '../answer-errors.ts'
import { annotationsOf } from './citations.ts'
import { begunAnew, failureOf, finishReasonOf, usageOf } from './ending.ts'
import { openAiError } from './errors.ts'
import type { Head } from './head.ts'

const done = 'data: [DONE]\n\n'

/** A turn's events as chunks of a chat completion. */
export const chunkStream = ({ metadata, ...head }: Head, withUsage: boolean, log: Log) => {
  let hasTold = false
  let isOver = false

  const event = (rest: object) => `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...rest })}\n\n`
  const chunk = (delta: object, finish: string | null = null, more: object = {}) =>
    event({
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      ...(withUsage ? { usage: null } : {}),
      ...more,
    })
  const fail = (error: unknown) => {
    isOver = true
    const said = sayable(error, { 'x-request-id': metadata.turn_id }, log)
    return `data: ${JSON.stringify({ error: openAiError(said) })}\n\n${done}`
  }

  const end = (ending: Ending) => {
    const failure = failureOf(ending)
    if (failure) return fail(failure)
    const annotations = annotationsOf(ending.text, ending.citations)
    const cited = ending.citations.length > 0 ? { annotations, citations: ending.citations } : {}
    const about = { metadata: { ...metadata, status: ending.status } }
    const usage = withUsage ? event({ choices: [], usage: usageOf(ending) }) : ''
    return chunk(cited, finishReasonOf(ending), about) + usage + done
  }

  return (told: TurnEvent): string => {
    if (isOver) return ''
    if (told.kind === 'begin') return chunk({ role: 'assistant', content: '' }, null, { metadata })
    if (told.kind === 'end') return end(told.ending)
    if (told.kind === 'reset') return hasTold ? fail(begunAnew()) : ''
    if (told.kind !== 'text') return ''
    hasTold = true
    return chunk({ content: told.text })
  }
}
