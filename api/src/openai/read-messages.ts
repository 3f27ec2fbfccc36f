import { NewChatMessage } from '@frontdesk/contract/chat'
import { mostAttachments } from '@frontdesk/contract/files'
import type { Content } from '@frontdesk/contract/openai'
import type { Told } from '@frontdesk/modules/engine/index'
import { Invalid } from '@frontdesk/modules/errors'

type Given = { type?: string | undefined; role?: string | undefined; content?: Content | null | undefined }
export type Conversation = {
  before: Told[]
  text: string
  /** What the last message shows, as it was sent. */
  pictures: Uint8Array<ArrayBuffer>[]
  hasInstructions: boolean
}

/** What was said before and what is asked now, of all that a client sends along; `at` is where it sends it. */
export const readMessages = (given: Given[], at: string): Conversation => {
  const told: (Told & { pictures: Uint8Array<ArrayBuffer>[] })[] = []
  let hasInstructions = false
  given.forEach((message, index) => {
    const place = `${at}/${index}`
    // Clients send back what models thought; ours keep that to themselves.
    if (message.type === 'reasoning') return
    if (message.type !== undefined && message.type !== 'message') throw refused(`${place}/type`, onlyMessages)
    if (message.role === 'system' || message.role === 'developer') hasInstructions = true
    else {
      const { text, pictures } = read(message, place)
      if (text !== '' || pictures.length > 0) told.push({ sender: senderOf(message, place), text, pictures })
    }
  })
  const asked = told.pop()
  if (asked?.sender !== 'customer')
    throw refused(at, 'The last message has to be one of the role user, with some text or a picture.')
  const question = NewChatMessage.shape.text.safeParse(asked.text)
  if (!question.success) throw refused(at, 'The last message may have 10,000 characters at most.')
  if (asked.pictures.length > mostAttachments)
    throw refused(at, `The last message may have ${mostAttachments} pictures at most.`)
  const before = told.map(({ sender, text }) => ({ sender, text: text || '[Picture]' }))
  return { before, text: question.data, pictures: asked.pictures, hasInstructions }
}

const onlyMessages = 'Only messages are taken here: an agent calls its own tools, by itself.'

const senderOf = (message: Given, place: string): Told['sender'] => {
  if ('tool_calls' in message || 'function_call' in message) throw refused(`${place}/tool_calls`, onlyMessages)
  if (message.role === 'user') return 'customer'
  if (message.role === 'assistant') return 'agent'
  if (message.role === 'tool' || message.role === 'function') throw refused(`${place}/role`, onlyMessages)
  throw refused(`${place}/role`, 'The role is system, developer, user or assistant.')
}

const read = ({ content, role }: Given, place: string) => {
  if (typeof content === 'string') return { text: content.trim(), pictures: [] }
  const parts = (content ?? []).map((part, index) => readPart(part, `${place}/content/${index}/type`, role === 'user'))
  const texts = parts.filter(part => typeof part === 'string')
  return { text: texts.join('\n').trim(), pictures: parts.filter(part => typeof part !== 'string') }
}

const ofText = ['text', 'input_text', 'output_text', 'refusal']
const ofPictures = ['image_url', 'input_image']

const readPart = (part: Exclude<Content, string>[number], place: string, isCustomers: boolean) => {
  const { type, text = '', image_url: image } = part
  if (ofText.includes(type)) return text
  if (!isCustomers || !ofPictures.includes(type))
    throw refused(place, 'Agents take text and pictures of customers only.')
  const url = typeof image === 'string' ? image : image?.url
  const [, content] = /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/]+={0,2})$/.exec(url ?? '') ?? []
  if (content === undefined)
    throw refused(
      place,
      'Send the picture itself, as data:image/png;base64,…: no address is opened, and no file id known.',
    )
  return new Uint8Array(Buffer.from(content, 'base64'))
}

const refused = (pointer: string, message: string) => new Invalid(message, [{ pointer, message }])
