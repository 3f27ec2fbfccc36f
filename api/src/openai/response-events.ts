import type { Ending, TurnEvent } from '@frontdesk/modules/engine/index'
import type { Log } from '@frontdesk/platform/log'
import { sayable } from '../answer-errors.ts'
import { outputAnnotationsOf } from './citations.ts'
import { begunAnew, failureOf } from './ending.ts'
import { openAiError } from './errors.ts'
import { type About, begun, ended, failed, itemIdOf, itemOf, partOf, responseOf } from './response.ts'

/** A turn's events as those of a response. */
export const responseEvents = (about: About, log: Log) => {
  const { turnId } = about
  const place = { item_id: itemIdOf(turnId), output_index: 0, content_index: 0 }
  let number = 0
  let hasTold = false
  let isOver = false

  const event = (type: string, rest: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...rest })}\n\n`
  const open = () =>
    event('response.output_item.added', { output_index: 0, item: itemOf(turnId, 'in_progress', []) }) +
    event('response.content_part.added', { ...place, part: partOf('') })
  const finish = ({ text, citations }: Ending) => {
    const annotations = outputAnnotationsOf(text, citations)
    const part = partOf(text, annotations)
    return (
      annotations
        .map((annotation, index) =>
          event('response.output_text.annotation.added', { ...place, annotation_index: index, annotation }),
        )
        .join('') +
      event('response.output_text.done', { ...place, text, logprobs: [] }) +
      event('response.content_part.done', { ...place, part }) +
      event('response.output_item.done', { output_index: 0, item: itemOf(turnId, 'completed', [part]) })
    )
  }
  const fail = (error: unknown) => {
    isOver = true
    const said = openAiError(sayable(error, { 'x-request-id': turnId }, log))
    return event('response.failed', { response: responseOf(about, failed(said)) })
  }
  const tell = (text: string) => {
    const opened = hasTold ? '' : open()
    hasTold = true
    return opened + event('response.output_text.delta', { ...place, delta: text, logprobs: [] })
  }
  const end = (ending: Ending) => {
    const failure = failureOf(ending)
    if (failure) return fail(failure)
    const state = ended(ending, turnId)
    return (
      (hasTold ? '' : open()) +
      finish(ending) +
      event(`response.${state.status}`, { response: responseOf(about, state) })
    )
  }

  return (told: TurnEvent): string => {
    if (isOver) return ''
    if (told.kind === 'text') return tell(told.text)
    if (told.kind === 'end') return end(told.ending)
    if (told.kind === 'reset') return hasTold ? fail(begunAnew()) : ''
    if (told.kind !== 'begin') return ''
    const response = responseOf(about, begun)
    return event('response.created', { response }) + event('response.in_progress', { response })
  }
}
