import { NewChatMessage, TurnStatus } from '@frontdesk/contract/chat'
import { Citation } from '@frontdesk/contract/conversations'
import type { Ctx } from '@frontdesk/modules/context'
import { say } from '@frontdesk/modules/engine/index'
import { z } from 'zod'
import { answerIn, endingOf } from '../turn-stream.ts'

export const message = NewChatMessage.shape.text.min(1).describe('What the customer says.')
export const conversationId = z.uuid().toLowerCase().optional().describe('Absent: a new conversation.')

export const Answer = z.object({
  conversationId: z.uuid(),
  turnId: z.uuid(),
  /** `handed-over`: people have the conversation from here on. */
  status: TurnStatus,
  text: z.string(),
  citations: z.array(Citation.pick({ number: true, title: true, url: true, text: true })),
})

type Question = { agentId: string; conversationId?: string | undefined; message: string }

/** Waits for the whole answer, which goes on even when nobody waits any more. */
export const askAgent = async (ctx: Ctx, question: Question, signal: AbortSignal): Promise<z.output<typeof Answer>> => {
  const { agentId, conversationId, message: text } = question
  const said = await say(ctx, { agentId, text, ...(conversationId ? { conversationId } : {}) })
  const { status, message } = answerIn(await endingOf(ctx, said.turnId, signal))
  const citations = message?.citations.map(({ number, title, url, text }) => ({ number, title, url, text })) ?? []
  return { ...said, status, text: message?.text ?? '', citations }
}

const taken = 'People have this conversation, and answer in it. Read it again later.'

export const asText = ({ text, citations }: z.output<typeof Answer>): string =>
  [text || taken, ...citations.map(({ number, title, url }) => `[${number}] ${title}${url ? ` ${url}` : ''}`)].join(
    '\n',
  )
