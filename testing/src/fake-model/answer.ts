export type Answer = {
  text: string
  /** One event per token, the first of them with the role. */
  events: Buffer[]
  /** Finish, usage if asked for, and `[DONE]`. */
  ending: Buffer
  /** Everything above in one buffer. */
  whole: Buffer
  usage: {
    prompt_tokens: number
    completion_tokens: number
    total_tokens: number
    completion_tokens_details?: { reasoning_tokens: number }
  }
}

const sentence = 'You can do that at any time in your account settings, and it takes effect with the next order.'.split(
  ' ',
)
const citeAfter = 11

const usualTokens = (count: number, cites: boolean) =>
  Array.from({ length: count }, (_, index) => {
    if (cites && index === Math.min(count - 1, citeAfter)) return ' [[1]]'
    return (index === 0 ? '' : ' ') + sentence[index % sentence.length]
  })

const spokenTokens = (text: string) => text.match(/\s*\S+\s*$|\s*\S+/g) ?? []

const event = (data: unknown) => Buffer.from(`data: ${JSON.stringify(data)}\n\n`)

const head = (model: string) => ({
  id: 'chatcmpl-fake',
  object: 'chat.completion.chunk',
  created: 1_780_000_000,
  model,
})

type Composing = { deltas?: object[]; thoughts?: number }

function compose(
  model: string,
  tokens: string[],
  withUsage: boolean,
  finish: string,
  { deltas = [], thoughts = 0 }: Composing,
): Answer {
  const written = tokens.length + thoughts
  const usage = {
    prompt_tokens: 100,
    completion_tokens: written,
    total_tokens: 100 + written,
    ...(thoughts > 0 ? { completion_tokens_details: { reasoning_tokens: thoughts } } : {}),
  }
  const choice = (delta: object, finish_reason: string | null) => ({ index: 0, delta, logprobs: null, finish_reason })
  const said = tokens.map((content, index) => (index === 0 ? { role: 'assistant', content } : { content }))
  const thinking = Array.from({ length: thoughts }, () => ({ content: '', reasoning_content: 'Secretly. ' }))
  const events = [...thinking, ...said, ...deltas].map(delta =>
    event({ ...head(model), choices: [choice(delta, null)] }),
  )
  const ending = Buffer.concat([
    event({ ...head(model), choices: [choice({}, finish)] }),
    ...(withUsage ? [event({ ...head(model), choices: [], usage })] : []),
    Buffer.from('data: [DONE]\n\n'),
  ])
  return { text: tokens.join(''), events, ending, whole: Buffer.concat([...events, ending]), usage }
}

/** An answer that calls tools; never kept, since no two are alike. */
export const answerWithCalls = (model: string, say: string, composing: Composing, withUsage: boolean): Answer =>
  compose(model, say === '' ? [] : spokenTokens(say), withUsage, 'tool_calls', composing)

type AnswerWish = {
  model: string
  tokens: number
  say: string | undefined
  cites: boolean
  withUsage: boolean
  finish?: string
  thoughts?: number
}

const mostKept = 500
const kept = new Map<string, Answer>()

/** The same wish is composed once: a benchmark must measure the server under test, not this file. */
export function answerFor(wish: AnswerWish): Answer {
  const finish = wish.finish ?? 'stop'
  const key = `${wish.model}\n${wish.tokens}\n${wish.cites}\n${wish.withUsage}\n${finish}\n${wish.thoughts}\n${wish.say ?? ''}`
  const known = kept.get(key)
  if (known) return known
  const tokens = wish.say === undefined ? usualTokens(wish.tokens, wish.cites) : spokenTokens(wish.say)
  const answer = compose(wish.model, tokens, wish.withUsage, finish, wish)
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, answer)
  return answer
}
