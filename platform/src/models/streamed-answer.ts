import { StringDecoder } from 'node:string_decoder'
import { ChunkFrame } from './chunk-frame.ts'
import type { FinishReason, ModelFinish, ModelUsage } from './port.ts'
import { failureOf, failureOfEvent } from './provider-failure.ts'
import { StreamedCalls } from './streamed-calls.ts'

type Delta = {
  content?: unknown
  refusal?: unknown
  tool_calls?: unknown
  /** What a model thinks, as some servers call it and as others do. */
  reasoning_content?: unknown
  reasoning?: unknown
}
type Chunk = {
  choices?: { delta?: Delta | null; finish_reason?: string | null }[]
  usage?: {
    prompt_tokens?: unknown
    completion_tokens?: unknown
    completion_tokens_details?: { reasoning_tokens?: unknown } | null
  } | null
  error?: unknown
}

const reasons: Record<string, FinishReason> = {
  stop: 'stop',
  length: 'length',
  content_filter: 'content-filter',
  tool_calls: 'tool-calls',
}

const parse = (data: string): Chunk => JSON.parse(data)

/** The text of a chunk that says nothing else. */
const plainText = ({ choices, usage, error }: Chunk): string | undefined => {
  const choice = choices?.length === 1 ? choices[0] : undefined
  const text = choice?.delta?.content
  const saysMore = usage || error || choice?.finish_reason || choice?.delta?.refusal || choice?.delta?.tool_calls
  return typeof text === 'string' && !saysMore ? text : undefined
}

const count = (tokens: unknown) => (typeof tokens === 'number' ? tokens : 0)

/**
 * A chat-completions answer while it arrives: bytes come in at one end, and leave as text at the other in the same
 * breath. Promises and generators between the two would double what a token costs.
 */
export class StreamedAnswer {
  private readonly decoder = new StringDecoder('utf8')
  private readonly hangUp: () => void
  private readonly frame = new ChunkFrame()
  private readonly calls = new StreamedCalls()
  private line = ''
  private unread = ''
  private sawEvent = false
  private sawText = false
  private thought = false
  private sawDone = false
  private refused = false
  private finishReason: string | undefined
  private usage: ModelUsage = { inputTokens: 0, outputTokens: 0 }
  private ended = false
  private failure: unknown
  private pass: () => void = () => {}

  constructor(hangUp: () => void) {
    this.hangUp = hangUp
  }

  receive(bytes: Buffer): void {
    if (this.over) return
    const text = this.line + this.decoder.write(bytes)
    let from = 0
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      this.readLine(text.slice(from, to))
      from = to + 1
    }
    this.line = text.slice(from)
    this.pass()
  }

  end(): void {
    this.readLine(this.line)
    this.ended = true
    this.pass()
  }

  fail(error: unknown): void {
    this.failure ??= error
    this.ended = true
    this.pass()
  }

  /** Tells what has arrived and what arrives, to its end. Throws what broke the answer, or ModelFailure when it is none. */
  read(model: string, tell: (text: string) => void, onThought?: () => void): Promise<ModelFinish> {
    return new Promise((finished, broken) => {
      const settle = () => {
        this.pass = () => {}
        // After the last event the connection is left to finish its body, so that it can serve the next answer.
        if (!this.over) this.hangUp()
      }
      this.pass = () => {
        try {
          const text = this.unread
          this.unread = ''
          if (text) tell(text)
          else if (this.thought) onThought?.()
          this.thought = false
          if (!this.over) return
          if (this.failure) throw this.failure
          finished({ ...this.outcome(), usage: this.usage, model })
        } catch (error) {
          broken(error)
        }
        settle()
      }
      this.pass()
    })
  }

  private get over(): boolean {
    return this.sawDone || this.ended || this.failure !== undefined
  }

  private readLine(line: string): void {
    if (!line.startsWith('data:') || this.over) return
    const data = line.slice(5).trim()
    if (data === '[DONE]') this.sawDone = true
    else if (data) this.readChunk(data)
  }

  private readChunk(data: string): void {
    const text = this.frame.textOf(data)
    if (text === undefined) this.readWhole(data)
    else this.addText(text)
  }

  private readWhole(data: string): void {
    try {
      this.readParsed(data, parse(data))
    } catch (error) {
      this.failure = failureOf('malformed', { cause: error })
    }
  }

  private readParsed(data: string, chunk: Chunk): void {
    this.sawEvent = true
    const text = plainText(chunk)
    if (text) this.frame.learn(data, text, each => plainText(parse(each)))
    if (chunk.error) this.failure = failureOfEvent(chunk.error)
    if (chunk.usage) {
      const { prompt_tokens: asked, completion_tokens: written, completion_tokens_details: details } = chunk.usage
      const reasoningTokens = count(details?.reasoning_tokens)
      this.usage = {
        inputTokens: count(asked),
        outputTokens: count(written),
        ...(reasoningTokens > 0 ? { reasoningTokens } : {}),
      }
    }
    const choice = chunk.choices?.[0]
    if (choice?.finish_reason) this.finishReason = choice.finish_reason
    if (choice?.delta?.reasoning_content || choice?.delta?.reasoning) this.thought = true
    this.addText(choice?.delta?.content)
    this.calls.add(choice?.delta?.tool_calls)
    if (choice?.delta?.refusal) {
      this.refused = true
      this.addText(choice.delta.refusal)
    }
  }

  private addText(text: unknown): void {
    if (typeof text !== 'string' || !text) return
    this.sawText = true
    this.unread += text
  }

  private outcome(): Pick<ModelFinish, 'reason' | 'toolCalls'> {
    if (!this.sawEvent) throw failureOf('malformed')
    if (!this.finishReason && !this.sawDone)
      throw failureOf('network', { cause: 'The stream ended before the answer did' })
    const reason = this.refused ? 'content-filter' : (reasons[this.finishReason ?? ''] ?? 'other')
    const toolCalls = this.calls.all()
    // Some servers end a message that calls tools with "stop". What was cut off is not called.
    if (toolCalls.length > 0 && reason !== 'length') return { reason: 'tool-calls', toolCalls }
    if (!this.sawText) throw failureOf(reason === 'content-filter' ? 'content-filter' : 'empty')
    return { reason, toolCalls: [] }
  }
}
