export type Loop = {
  /** Has the work done soon: now, or once more after the round that is under way. */
  wake: () => void
  /** Resolves when no round is under way. */
  idle: () => Promise<void>
}

/** Work that is done in rounds, one at a time, whenever somebody says that there may be some. `round` must not reject. */
export const createLoop = (round: () => Promise<void>): Loop => {
  let running: Promise<void> | undefined
  let again = false
  const run = async () => {
    do {
      again = false
      await round()
    } while (again)
    running = undefined
  }
  return {
    wake: () => {
      again = true
      running ??= run()
    },
    idle: async () => {
      while (running) await running
    },
  }
}
