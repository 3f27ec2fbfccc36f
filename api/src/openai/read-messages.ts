import { NewChatMessage } from '@frontdesk/contract/chat'
import type { Content } from '@frontdesk/contract/openai'
import type { Told } from '@frontdesk/modules/engine/index'
import { Invalid } from '@frontdesk/modules/errors'

type Given = { type?: string | undefined; role?: string | undefined; content?: Content | null | undefined }
export type Conversation = { before: Told[]; text: string; hasInstructions: boolean }

/** What was said before and what is asked now, of all that a client sends along; `at` is where it sends it. */
export const readMessages = (given: Given[], at: string): Conversation => {
  const told: Told[] = []
  let hasInstructions = false
  given.forEach((message, index) => {
    const place = `${at}/${index}`
    // Clients send back what models thought; ours keep that to themselves.
    if (message.type === 'reasoning') return
    if (message.type !== undefined && message.type !== 'message') throw refused(`${place}/type`, onlyMessages)
    if (message.role === 'system' || message.role === 'developer') hasInstructions = true
    else {
      const text = textOf(message, place).trim()
      if (text !== '') told.push({ sender: senderOf(message, place), text })
    }
  })
  const asked = told.pop()
  if (asked?.sender !== 'customer')
    throw refused(at, 'The last message has to be one of the role user, with some text.')
  const question = NewChatMessage.shape.text.safeParse(asked.text)
  if (!question.success) throw refused(at, 'The last message may have 10,000 characters at most.')
  return { before: told, text: question.data, hasInstructions }
}

const onlyMessages = 'Only messages are taken here: an agent calls its own tools, by itself.'

const senderOf = (message: Given, place: string): Told['sender'] => {
  if ('tool_calls' in message || 'function_call' in message) throw refused(`${place}/tool_calls`, onlyMessages)
  if (message.role === 'user') return 'customer'
  if (message.role === 'assistant') return 'agent'
  if (message.role === 'tool' || message.role === 'function') throw refused(`${place}/role`, onlyMessages)
  throw refused(`${place}/role`, 'The role is system, developer, user or assistant.')
}

const textOf = ({ content }: Given, place: string): string => {
  if (typeof content === 'string') return content
  return (content ?? []).map((part, index) => textOfPart(part, `${place}/content/${index}/type`)).join('\n')
}

const ofText = ['text', 'input_text', 'output_text', 'refusal']

const textOfPart = ({ type, text = '' }: Exclude<Content, string>[number], place: string): string => {
  if (ofText.includes(type)) return text
  throw refused(place, 'Agents read text only: no images, audio or files.')
}

const refused = (pointer: string, message: string) => new Invalid(message, [{ pointer, message }])
