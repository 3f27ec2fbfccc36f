import { api, hasStatus } from './api.ts'
import { streamTurn } from './endpoints.ts'
import { readTurnStream, type TurnPart } from './turn-stream.ts'

type Following = {
  /** The stream that the question itself opened; absent after a reload. */
  response?: Response
  turnId?: string
  onPart: (part: TurnPart) => void
  onReconnecting: () => void
}

const patienceMs = 90_000

/**
 * Follows an answer to its end, through lost connections: each new one continues after the last event that was seen.
 * Says `gone` when the server no longer holds the stream, and `lost` when it cannot be reached for a minute and a half.
 */
export const followTurn = async (following: Following): Promise<'ended' | 'gone' | 'lost'> => {
  let { response, turnId } = following
  let lastEventId: string | undefined
  let heardAt = Date.now()
  for (let tries = 0; Date.now() - heardAt < patienceMs; tries += 1) {
    try {
      response ??= turnId === undefined ? undefined : await reopen(turnId, lastEventId)
      if (!response?.body) return 'gone'
      for await (const { id, part } of readTurnStream(response.body)) {
        tries = 0
        heardAt = Date.now()
        lastEventId = id ?? lastEventId
        if (part.type === 'began') turnId = part.turnId ?? turnId
        following.onPart(part)
        if (isLast(part)) return 'ended'
      }
    } catch (thrown) {
      if (hasStatus(thrown, 404)) return 'gone'
    }
    response = undefined
    following.onReconnecting()
    await new Promise(resolve => setTimeout(resolve, backoffMs(tries)))
  }
  return 'lost'
}

const reopen = (turnId: string, lastEventId: string | undefined) =>
  api.request(
    streamTurn,
    { parameters: { turnId } },
    { headers: { accept: 'text/event-stream', ...(lastEventId && { 'last-event-id': lastEventId }) } },
  )

const isLast = ({ type }: TurnPart) => ['finished', 'failed', 'stopped', 'done'].includes(type)

// The half that is left to chance keeps a restarted server from being met by every browser in the same moment.
const backoffMs = (tries: number) => Math.min(5_000, 300 * 2 ** tries) * (0.5 + Math.random() / 2)
