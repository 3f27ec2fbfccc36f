import type { Socket } from 'node:net'
import { DatabaseFailure, mostAnswerBytes } from './port.ts'

// What goes over the wire is larger than the JSON it becomes: lengths, types, a handshake.
const mostWireBytes = 4 * mostAnswerBytes
const lookEveryMs = 20

/**
 * Ends a connection when the signal says so, or when more came over it than is read of one answer: drivers put a row
 * together in memory before they show it. `end` is told why, first.
 */
export const watchSocket = (socket: Socket, signal: AbortSignal, end: (reason: unknown) => void): (() => void) => {
  const stop = (reason: unknown) => {
    unwatch()
    end(reason)
    socket.destroy()
  }
  const leave = () => stop(signal.reason)
  const timer = setInterval(() => {
    if (socket.bytesRead > mostWireBytes) stop(new DatabaseFailure('too-large'))
  }, lookEveryMs)
  const unwatch = () => {
    clearInterval(timer)
    signal.removeEventListener('abort', leave)
  }
  signal.addEventListener('abort', leave, { once: true })
  return unwatch
}
