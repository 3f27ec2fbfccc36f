import type { NewChatMessage } from '@frontdesk/contract/chat'
import { newId } from '@frontdesk/platform/ids'
import { findAgent } from '#agents'
import type { Ctx } from '#context'
import {
  findConversation,
  findOwnFiles,
  findTurnOfClientMessage,
  insertParticipant,
  pageToKeep,
  wakeDispatcher,
} from '#conversations'
import { Conflict } from '#errors'
import { findVersion } from '#versions'
import { answer } from './answer.ts'
import { burstWaitMs } from './burst.ts'
import { engineOf } from './engine.ts'
import { goOn } from './go-on.ts'
import { LiveTurn } from './live-turns.ts'
import { announceStop } from './stop-turns.ts'
import { type Begun, firstLease, keepQuestion, type NewTurn } from './turn-store.ts'

export type Said = { turnId: string; conversationId: string }

/**
 * Keeps what the customer said and begins the answer, which goes on whether or not anybody listens. The same client
 * id again finds the first turn. Throws NotFound for an agent or conversation that is not there.
 */
export const say = async (ctx: Ctx, message: NewChatMessage): Promise<Said> => {
  ctx.must('conversations.reply')
  const turn = {
    turnId: newId(),
    messageId: newId(),
    conversationId: message.conversationId?.toLowerCase() ?? newId(),
    isNewConversation: message.conversationId === undefined,
    agentId: message.agentId,
    clientMessageId: message.clientMessageId ?? null,
    text: message.text,
    attachments: message.attachments ? await findOwnFiles(ctx, idsOf(message.attachments)) : [],
    page: message.page ? pageToKeep(message.page) : null,
    askedVersion: message.version === undefined ? null : await askedVersion(ctx, message.agentId, message.version),
  }
  const begun = await keepAndAnswer(ctx, turn)
  if (!begun) return findFirst(ctx, message)
  for (const id of begun.supersededTurnIds) announceStop(ctx, id, 'A newer message came in')
  if (begun.isOthers) await takePart(ctx, turn.conversationId)
  if (begun.isPeoples) wakeDispatcher(ctx.platform)
  return { turnId: turn.turnId, conversationId: turn.conversationId }
}

/** The answer begins as soon as it is known what to answer, and can be seen once the question is kept. */
const keepAndAnswer = (ctx: Ctx, turn: NewTurn): Promise<Begun | undefined> => {
  const lease = firstLease(ctx, turn)
  let started: { live: LiveTurn; versionNumber: number | null } | undefined
  const begun = keepQuestion(ctx, turn, brief => {
    const { burstMs, versionNumber } = brief.agent
    started = { live: new LiveTurn(lease, isKept), versionNumber }
    void answer(ctx, started.live, brief, burstWaitMs(burstMs, brief.history, ctx.now()))
  }).catch((error: unknown) => {
    if (isRepeat(error)) return undefined
    throw error
  })
  const isKept = begun.then(
    kept => {
      if (!kept || !started) return false
      // Another version was published while the question was on its way, and shall answer.
      if (kept.versionNumber !== started.versionNumber)
        void goOn(ctx.platform, { ...lease, cancelRequested: false, resumed: 0 })
      else engineOf(ctx.platform).open(started.live)
      return kept.versionNumber === started.versionNumber
    },
    () => false,
  )
  return isKept.then(() => begun)
}

const idsOf = (attachments: NonNullable<NewChatMessage['attachments']>) => attachments.map(({ fileId }) => fileId)

/** Looked for before anything is kept; a version that is there stays there. */
const askedVersion = async (ctx: Ctx, agentId: string, version: 'draft' | number): Promise<number> => {
  ctx.must('agents.write')
  return version === 'draft' ? 0 : (await findVersion(ctx, agentId, version)).number
}

/** Nothing was kept: the message was here before, or the agent or the conversation is not. */
const findFirst = async (ctx: Ctx, message: NewChatMessage): Promise<Said> => {
  if (message.conversationId) await findConversation(ctx, message.conversationId)
  await findAgent(ctx, message.agentId)
  const first =
    message.clientMessageId &&
    (await findTurnOfClientMessage(ctx, {
      conversationId: message.conversationId,
      createdBy: ctx.actor.id,
      clientMessageId: message.clientMessageId,
    }))
  if (!first)
    throw new Conflict(
      'Another message came in at the same moment, or has its client id. Send it again under a new one.',
    )
  return first
}

/** Whoever writes in a conversation takes part in it. What they wrote is kept already, so nothing fails over this. */
const takePart = async (ctx: Ctx, conversationId: string) => {
  if (ctx.actor.person === undefined) return
  await insertParticipant(ctx, conversationId, ctx.actor.person).catch((error: unknown) =>
    ctx.platform.log.warn('Who takes part in a conversation was not noted', { error, conversationId }),
  )
}

const isRepeat = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23505'
