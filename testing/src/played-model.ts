import { type LanguageModel, ModelFailure, type ModelFinish, type ModelRequest } from '@frontdesk/platform/models/port'

/** A question of somebody who may lose patience. */
const request = (signal = new AbortController().signal): ModelRequest => ({
  model: 'first-choice',
  messages: [{ role: 'user', content: 'Hello' }],
  passages: [],
  question: 'Hello',
  answerable: true,
  signal,
})

type Turn = { text: string } | ModelFinish | Error | 'silence'

const silence = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

/** Plays one list of turns per call, the last list for ever, and counts its calls. */
export function played(...calls: Turn[][]) {
  const model = {
    provider: 'played',
    asked: [] as string[],
    async stream({ model: name, signal }: ModelRequest, tell: (text: string) => void): Promise<ModelFinish> {
      const turns = calls[Math.min(model.asked.length, calls.length - 1)] ?? []
      model.asked.push(name)
      for (const turn of turns) {
        if (turn === 'silence') await silence(signal)
        else if (turn instanceof Error) throw turn
        else if ('text' in turn) tell(turn.text)
        else return turn
      }
      return done
    },
  } satisfies LanguageModel & { asked: string[] }
  return model
}

export const says = (text: string) => ({ text })
export const done: ModelFinish = {
  reason: 'stop',
  usage: { inputTokens: 1, outputTokens: 1 },
  model: 'any',
  toolCalls: [],
}
export const failing = (kind: ModelFailure['kind'], retryAfter?: number) =>
  new ModelFailure(kind, kind, { retryAfterMs: retryAfter })

/** Limits that a test has the time for. */
export const hasty = { firstChunkMs: 60, betweenChunksMs: 40, stepMs: 400, backoff: { firstMs: 2, mostMs: 10 } }

/** All that a model says. */
export async function hear(model: LanguageModel, signal?: AbortSignal) {
  let text = ''
  await model.stream(request(signal), piece => {
    text += piece
  })
  return text
}
