import { Invalid } from '@frontdesk/modules/errors'

type Fields = Record<string, unknown>
type Refusal = { when(value: unknown): boolean; why: string }

const isGiven = (value: unknown) => value !== false && !(Array.isArray(value) && value.length === 0)
const isOtherThan = (type: string) => (value: unknown) =>
  typeof value === 'object' && value !== null && 'type' in value && value.type !== type

const ownTools = 'An agent has its own tools and calls them by itself. Give it tools in Frontdesk, and leave this out.'
const onlyText = 'An agent answers in text. Leave this out.'

// An answer that quietly does without these would be another answer than the one that was asked for.
const refused: Record<string, Refusal> = {
  tools: { when: isGiven, why: ownTools },
  functions: { when: isGiven, why: ownTools },
  function_call: { when: call => call !== 'none' && call !== 'auto', why: ownTools },
  tool_choice: { when: choice => choice !== 'none' && choice !== 'auto', why: ownTools },
  n: { when: count => count !== 1, why: 'An agent gives one answer. Leave n out, or set it to 1.' },
  response_format: { when: isOtherThan('text'), why: onlyText },
  text: { when: text => isOtherThan('text')((text as { format?: unknown } | undefined)?.format), why: onlyText },
  modalities: { when: all => !Array.isArray(all) || all.some(each => each !== 'text'), why: onlyText },
  audio: { when: isGiven, why: onlyText },
  logprobs: { when: isGiven, why: 'Agents do not tell how likely their words are. Leave this out.' },
  top_logprobs: { when: isGiven, why: 'Agents do not tell how likely their words are. Leave this out.' },
  background: { when: isGiven, why: 'Answers go on without a reader anyway. Leave background out.' },
  prompt: { when: isGiven, why: 'There are no stored prompts. Send the text itself.' },
  web_search_options: { when: isGiven, why: ownTools },
}

/** Throws Invalid for what was asked for and cannot be done. */
export const refuseUnsupported = (body: Fields): void => {
  for (const [name, { when, why }] of Object.entries(refused)) {
    const value = body[name]
    if (value === undefined || value === null || !when(value)) continue
    throw new Invalid(why, [{ pointer: `/${name}`, message: why }])
  }
}

const read = new Set(['model', 'messages', 'input', 'stream', 'stream_options', 'user', 'metadata', 'conversation'])
const metadataLength = 512

/** What was sent and changes nothing here, as one text for the reply; undefined for nothing. */
export const ignoredIn = (body: Fields, hasInstructions: boolean): string | undefined => {
  const names = Object.keys(body).filter(name => isOfNoEffect(name, body[name]))
  if (hasInstructions) names.push('system messages')
  return names.length > 0 ? names.join(', ').slice(0, metadataLength) : undefined
}

const isOfNoEffect = (name: string, value: unknown) =>
  value !== undefined &&
  value !== null &&
  !read.has(name) &&
  !Object.hasOwn(refused, name) &&
  name !== 'previous_response_id'
