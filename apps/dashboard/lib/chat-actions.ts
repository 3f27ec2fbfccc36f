import type { Conversation, Message } from '@frontdesk/contract/conversations'
import type { Attachment } from '@frontdesk/contract/files'
import { api, hasStatus, problemSentence } from './api.ts'
import {
  editMessage,
  editThread,
  isAnswering,
  newMessage,
  readThread,
  type ShownMessage,
  shownFrom,
} from './chat-threads.ts'
import { keepDraft } from './drafts.ts'
import { cancelTurn, chat, listMessages, readConversation } from './endpoints.ts'
import { followTurn } from './follow-turn.ts'
import { refresh } from './query.ts'
import { showParts } from './show-parts.ts'

/** Reads a conversation and joins the answer that is being written in it, if any. */
export const openThread = async (key: string, conversationId: string) => {
  const known = readThread(key)
  if (known.loading || isAnswering(known)) return
  editThread(key, { conversationId, loading: true, problem: undefined })
  try {
    const [conversation, read] = await Promise.all([
      api.call(readConversation, { parameters: { conversationId } }),
      messagesAfter(conversationId, 0),
    ])
    // An answer that was stored between the two reads is in neither.
    const missed = conversation.lastSeq > (read.at(-1)?.seq ?? 0) && conversation.liveTurnId === null
    const messages = missed ? [...read, ...(await messagesAfter(conversationId, read.at(-1)?.seq ?? 0))] : read
    const unsent = readThread(key).messages.filter(({ state }) => state === 'unsent')
    const shown = [...messages.map(shownFrom), ...missingAnswer(key, conversation, messages), ...unsent]
    editThread(key, { agentId: conversation.agentId, messages: shown, loading: false })
    await joinLiveTurn(key, conversation, messages)
  } catch (problem) {
    editThread(key, { loading: false, problem })
  }
}

/** An answer that ended before its first word is not stored; that there is none, and the way to one, stays on screen. */
const missingAnswer = (key: string, { liveTurnId, handler }: Conversation, messages: Message[]): ShownMessage[] => {
  const question = messages.at(-1)
  if (liveTurnId !== null || handler !== 'ai' || question?.sender !== 'customer') return []
  const last = readThread(key).messages.at(-1)
  if (last?.sender === 'agent' && last.text === '') return [last]
  const { id, turnId } = question
  const problem = 'This question got no answer.'
  return [newMessage({ id: `answer:${id}`, sender: 'agent', state: 'failed', turnId, problem })]
}

const messagesAfter = async (conversationId: string, afterSeq: number): Promise<Message[]> => {
  const page = await api.call(listMessages, { parameters: { conversationId }, query: { afterSeq, limit: 500 } })
  const last = page.items.at(-1)?.seq
  return last === undefined || last >= page.lastSeq
    ? page.items
    : [...page.items, ...(await messagesAfter(conversationId, last))]
}

const joinLiveTurn = async (key: string, { id, liveTurnId }: Conversation, messages: Message[]) => {
  if (liveTurnId === null) return
  // A turn that waited for a person has said so in a message of its own, so one of its messages is no sign of its end.
  const hasSpoken = messages.some(({ sender, turnId }) => sender === 'agent' && turnId === liveTurnId)
  if (hasSpoken && (await api.call(readConversation, { parameters: { conversationId: id } })).liveTurnId !== liveTurnId)
    return await openThread(key, id)
  if (isAnswering(readThread(key))) return
  const answer = newMessage({ id: `answer:${liveTurnId}`, sender: 'agent', state: 'streaming', turnId: liveTurnId })
  editThread(key, { messages: [...readThread(key).messages, answer] })
  void follow(key, answer.id, { turnId: liveTurnId })
}

/** Shows the customer's words at once, sends them, and shows the answer as it is written. */
export const sendMessage = async (key: string, agentId: string, text: string, attachments: Attachment[] = []) => {
  const clientMessageId = crypto.randomUUID()
  const said = { text, attachments, clientMessageId }
  const question = newMessage({ id: clientMessageId, sender: 'customer', state: 'sending', ...said })
  editThread(key, { agentId, messages: [...readThread(key).messages, question] })
  await post(key, question.id)
}

/** Sends words again that did not arrive; the server knows them by their id and keeps them once. */
export const sendAgain = (key: string, messageId: string) => post(key, messageId)

const post = async (key: string, questionId: string) => {
  const { agentId, conversationId, messages, tryDraft } = readThread(key)
  const question = messages.find(({ id }) => id === questionId)
  if (agentId === undefined || question?.clientMessageId == null) return
  const answer = newMessage({ id: `answer:${questionId}`, sender: 'agent', state: 'streaming' })
  editThread(key, { messages: [...messages.filter(({ id }) => id !== answer.id), answer] })
  editMessage(key, questionId, () => ({ state: 'sending', problem: null }))
  const { clientMessageId, text } = question
  try {
    const version = tryDraft ? { version: 'draft' as const } : {}
    const attachments = question.attachments.map(({ fileId }) => ({ fileId }))
    const body = {
      agentId,
      clientMessageId,
      text,
      ...version,
      ...(conversationId !== undefined && { conversationId }),
      ...(attachments.length > 0 && { attachments }),
    }
    const response = await api.request(chat, { body }, { headers: { accept: 'text/event-stream' } })
    editMessage(key, questionId, () => ({ state: 'complete' }))
    await follow(key, answer.id, { response })
  } catch (thrown) {
    editThread(key, { messages: readThread(key).messages.filter(({ id }) => id !== answer.id) })
    editMessage(key, questionId, () => ({ state: 'unsent', problem: problemSentence(thrown) }))
    // Whoever has to sign in first finds the words again.
    if (hasStatus(thrown, 401)) keepDraft(conversationId ?? 'new', text)
  }
}

const follow = async (key: string, answerId: string, stream: { response?: Response; turnId?: string }) => {
  const parts = showParts(key, answerId)
  const outcome = await followTurn({
    ...stream,
    onPart: parts.show,
    onReconnecting: () => editMessage(key, answerId, () => ({ state: 'reconnecting' })),
  })
  parts.flush()
  if (outcome === 'lost')
    editMessage(key, answerId, () => ({
      state: 'failed',
      problem: 'The connection was lost. The answer goes on at the server: reload to see it.',
    }))
  const { conversationId } = readThread(key)
  void refresh('conversations')
  void refresh(`tool-calls:of:${conversationId}`)
  if (outcome === 'gone' && conversationId !== undefined) await settle(key, answerId, conversationId)
}

/** The stream is over and was missed: what the server stored is the truth. */
const settle = async (key: string, answerId: string, conversationId: string) => {
  editThread(key, { messages: readThread(key).messages.filter(({ id }) => id !== answerId) })
  await openThread(key, conversationId)
}

/** Stops the answer; what was written until now stays. */
export const stopAnswer = async (key: string) => {
  const answer = readThread(key).messages.findLast(({ state }) => state === 'streaming' || state === 'reconnecting')
  if (!answer) return
  if (answer.turnId === null) await new Promise(resolve => setTimeout(resolve, 150))
  const turnId = readThread(key).messages.find(({ id }) => id === answer.id)?.turnId
  if (turnId) await api.call(cancelTurn, { parameters: { turnId } })
}

/** Asks once more what led to this answer. */
export const answerAgain = async (key: string, answerId: string) => {
  const { agentId, messages } = readThread(key)
  const place = messages.findIndex(({ id }) => id === answerId)
  const question = messages.slice(0, place).findLast(({ sender }) => sender === 'customer')
  if (question && agentId !== undefined) await sendMessage(key, agentId, question.text)
}
