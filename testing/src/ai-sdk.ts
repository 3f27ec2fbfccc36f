import {
  DefaultChatTransport,
  parseJsonEventStream,
  readUIMessageStream,
  type UIMessage,
  type UIMessageChunk,
  uiMessageChunkSchema,
} from 'ai'

/** The stream as the AI SDK takes it in: throws at the first event that does not fit its schema. */
export const readWithAiSdk = async (response: Response): Promise<{ chunks: UIMessageChunk[]; message: UIMessage }> => {
  if (!response.body) throw new Error('There is no stream')
  const chunks: UIMessageChunk[] = []
  const parsed = parseJsonEventStream({ stream: response.body, schema: uiMessageChunkSchema }).pipeThrough(
    new TransformStream({
      transform(result, controller) {
        if (!result.success) throw result.error
        chunks.push(result.value)
        controller.enqueue(result.value)
      },
    }),
  )
  return { chunks, message: await lastMessage(parsed) }
}

type Chat = { api: string; key: string; agentId: string; conversationId?: string }

/** What `useChat` does when somebody presses Send: the same transport over HTTP, the same reading of the answer. */
export const sendLikeUseChat = async ({ api, key, ...chat }: Chat, text: string): Promise<UIMessage> => {
  const transport = new DefaultChatTransport<UIMessage>({
    api,
    headers: { authorization: `Bearer ${key}` },
    prepareSendMessagesRequest: ({ messages }) => {
      const said = messages.at(-1)?.parts.find(part => part.type === 'text')
      return { body: { ...chat, clientMessageId: messages.at(-1)?.id, text: said?.text } }
    },
  })
  const message: UIMessage = { id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] }
  return lastMessage(
    await transport.sendMessages({
      trigger: 'submit-message',
      chatId: 'chat',
      messageId: undefined,
      messages: [message],
      abortSignal: undefined,
    }),
  )
}

const lastMessage = async (stream: ReadableStream<UIMessageChunk>): Promise<UIMessage> => {
  let last: UIMessage | undefined
  for await (const message of readUIMessageStream({ stream })) last = message
  if (!last) throw new Error('The stream held no message')
  return last
}
