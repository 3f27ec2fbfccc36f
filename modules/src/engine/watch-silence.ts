import { setTimeout } from 'node:timers'
import type { LiveTurn } from './live-turns.ts'

const sayAfterMs = 60_000
const giveUpAfterMs = 120_000

/** Why a turn is given up that has shown its reader nothing for two minutes. */
export class Silence extends Error {
  constructor() {
    super('No answer came in time. Ask again.')
  }
}

/** After a minute in which nothing of an answer was seen its reader is told that it still may come; after two it ends. */
export const watchSilence = (turn: LiveTurn): { stop(): void } => {
  let timer: NodeJS.Timeout
  const look = () => {
    const silentMs = performance.now() - turn.shownAt
    if (silentMs >= giveUpAfterMs) return turn.abort.abort(new Silence())
    if (silentMs >= sayAfterMs) turn.tellWorking()
    const next = silentMs >= sayAfterMs ? giveUpAfterMs : sayAfterMs
    timer = setTimeout(look, next - silentMs).unref()
  }
  timer = setTimeout(look, sayAfterMs).unref()
  return { stop: () => clearTimeout(timer) }
}
