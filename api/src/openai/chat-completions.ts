import { ChatCompletionRequest } from '@frontdesk/contract/openai'
import type { Ending } from '@frontdesk/modules/engine/index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { json } from '../serve.ts'
import { turnStream } from '../turn-stream.ts'
import { begin } from './begin.ts'
import { chunkStream } from './chunks.ts'
import { annotationsOf } from './citations.ts'
import { finishReasonOf, usageOf, wholeEnding } from './ending.ts'
import { ignoredIn, refuseUnsupported } from './fields.ts'
import { type Head, headOf } from './head.ts'
import { mountOpenAi } from './mount.ts'
import { readMessages } from './read-messages.ts'

export const serveChatCompletions = (app: Hono, platform: Platform) =>
  mountOpenAi(
    app,
    platform,
    { method: 'POST', path: '/chat/completions', permission: 'conversations.reply', body: ChatCompletionRequest },
    async asked => {
      const { ctx, body, headers, request } = asked
      refuseUnsupported(body)
      const told = readMessages(body.messages, '/messages')
      const said = await begin(asked, body, told, body.metadata?.conversation_id)
      const ignored = ignoredIn(body, told.hasInstructions)
      const about = headOf(said, { ...body.metadata, ...(ignored ? { ignored } : {}) })
      if (!body.stream) return json(completionOf(about, await wholeEnding(said, request.signal)), 200, headers)
      const write = chunkStream(about, body.stream_options?.include_usage ?? false, platform.log)
      return turnStream({ ctx, within: said.within, request, said, headers, write })
    },
  )

const completionOf = (head: Head, ending: Ending) => {
  const { text, citations } = ending
  const message = {
    role: 'assistant',
    content: text,
    refusal: null,
    annotations: annotationsOf(text, citations),
    citations,
  }
  return {
    ...head,
    metadata: { ...head.metadata, status: ending.status },
    object: 'chat.completion',
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReasonOf(ending) }],
    usage: usageOf(ending),
  }
}
