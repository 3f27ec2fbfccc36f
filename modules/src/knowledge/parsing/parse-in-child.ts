import type { ChildRequest } from './child-messages.ts'
import type { ParsedDocument } from './parsed.ts'
import { type ChildLimits, ParsingChild } from './parsing-child.ts'

type PoolLimits = ChildLimits & { children: number; filesPerChild: number; idleMs: number }

const usual: PoolLimits = {
  timeMs: 30_000,
  heapMiB: 256,
  residentMiB: 768,
  watchEveryMs: 250,
  children: 2,
  filesPerChild: 50,
  idleMs: 30_000,
}

/**
 * Reads files in child processes that may be killed: a few at once, kept warm between files, replaced after a failure.
 * `parse` throws UnreadableDocument and nothing else; whatever a file does to its child, the caller lives.
 */
export function parsingPool(limits: Partial<PoolLimits> = {}) {
  const { children, filesPerChild, idleMs, ...childLimits } = { ...usual, ...limits }
  const idle: ParsingChild[] = []
  const waiting: (() => void)[] = []
  let busy = 0
  let idleTimer: NodeJS.Timeout | undefined

  async function parse(request: ChildRequest): Promise<ParsedDocument> {
    if (busy >= children) await new Promise<void>(resolve => waiting.push(resolve))
    else busy += 1
    const child = idle.findLast(candidate => candidate.alive) ?? new ParsingChild(childLimits)
    const place = idle.indexOf(child)
    if (place !== -1) idle.splice(place, 1)
    let unharmed = false
    try {
      const document = await child.read(request)
      unharmed = child.filesRead < filesPerChild
      return document
    } finally {
      if (unharmed) idle.push(child)
      else child.kill()
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
      restartIdleTimer()
    }
  }

  function restartIdleTimer(): void {
    clearTimeout(idleTimer)
    idleTimer = setTimeout(close, idleMs)
    idleTimer.unref()
  }

  /** Ends the children that have nothing to do; those at work end with their file. */
  function close(): void {
    for (const child of idle.splice(0)) child.kill()
  }

  return { parse, close, idleChildren: () => idle.length }
}

const pool = parsingPool()

/** Reads one file in a killable child. Throws UnreadableDocument, also when the file killed its child. */
export const parseInChild = pool.parse
