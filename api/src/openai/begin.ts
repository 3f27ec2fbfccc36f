import type { Ctx } from '@frontdesk/modules/context'
import { attachFile, findConversation } from '@frontdesk/modules/conversations/index'
import { type Said, say, sayAfter } from '@frontdesk/modules/engine/index'
import { Invalid, NotFound } from '@frontdesk/modules/errors'
import { speakFor } from '@frontdesk/modules/identity/index'
import { isId } from '@frontdesk/platform/ids'
import { turnHeaders } from '../turn-stream.ts'
import { agentOfModel } from './models.ts'
import type { Asked } from './mount.ts'
import type { Conversation } from './read-messages.ts'

export type Begun = Said & {
  /** Whom the conversation is with. */
  within: Ctx
  agentId: string
  createdAt: number
}

type Wanted = { model: string; user?: string | null | undefined }

/**
 * Says what is asked: in the conversation that is named, which knows what was said in it, or in a new one that begins
 * with what the client told. The reply says from here on which turn it is about.
 */
export const begin = async (
  { ctx, headers, request }: Omit<Asked<unknown>, 'body'>,
  { model, user }: Wanted,
  { before, text, pictures }: Conversation,
  continued: string | undefined,
): Promise<Begun> => {
  const within = user ? speakFor(ctx, user) : ctx
  const { id: agentId } = await agentOfModel(ctx, model)
  const words = { agentId, text, ...clientMessageIdOf(request), ...(await attached(within, pictures)) }
  const said =
    continued === undefined
      ? await sayAfter(within, before, words)
      : await say(within, { ...words, conversationId: await found(within, continued) })
  Object.assign(headers, turnHeaders(said))
  return { ...said, within, agentId, createdAt: Math.floor(ctx.now().getTime() / 1_000) }
}

/** The same key again finds the first answer. */
const clientMessageIdOf = (request: Request) => {
  const key = request.headers.get('idempotency-key')
  if (key === null) return {}
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Invalid('The Idempotency-Key must be 1 to 200 visible characters, a UUID for example.')
  return { clientMessageId: key }
}

/** One after the other: drawing one takes its share of memory. */
const attached = async (ctx: Ctx, pictures: Conversation['pictures']) => {
  if (pictures.length === 0) return {}
  const attachments: { fileId: string }[] = []
  for (const picture of pictures) {
    const { fileId } = await attachFile(ctx, { file: new File([picture], 'picture') })
    attachments.push({ fileId })
  }
  return { attachments }
}

const found = async (ctx: Ctx, id: string) => {
  if (!isId(id.toLowerCase())) throw new NotFound('conversation')
  return (await findConversation(ctx, id.toLowerCase())).id
}
