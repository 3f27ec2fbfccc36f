import { connect, type Socket } from 'node:net'

export type Reply = { status: number; done: boolean; failed: boolean; head: string }
/** Sees every read of a reply as it comes; the bytes are overwritten by the next read. */
export type Watch = (part: Buffer) => void

export type Line = {
  /** Sends one request and resolves when its reply has come whole; one at a time. */
  ask(request: Buffer, watch?: Watch): Promise<Reply>
  /** Servers hang up on those who say nothing for some seconds. */
  readonly isOpen: boolean
  close(): void
}

const lastChunk = Buffer.from('\r\n0\r\n\r\n')
const saysDone = Buffer.from('data: [DONE]')
const saysError = Buffer.from('"errorText"')
const bufferBytes = 64 * 1024

/**
 * One kept connection that understands of HTTP only where a reply ends: a load generator must cost less than what it loads.
 * Rejects when the connection breaks.
 */
export async function openLine(port: number): Promise<Line> {
  let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void; watch: Watch | undefined } | undefined
  let reply: Reply | undefined
  let bytesLeft = -1
  let tail = Buffer.alloc(0)

  const read = (part: Buffer) => {
    const asked = waiting
    if (!asked) return
    asked.watch?.(part)
    if (!reply) {
      const end = part.indexOf('\r\n\r\n')
      const head = part.toString('latin1', 0, end < 0 ? part.length : end).toLowerCase()
      const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1]
      reply = { status: Number(head.slice(9, 12)), done: false, failed: false, head }
      bytesLeft = length === undefined ? -1 : Number(length) + end + 4
    }
    reply.done ||= part.includes(saysDone)
    reply.failed ||= part.includes(saysError)
    if (!isWhole(part)) return
    const whole = reply
    waiting = undefined
    reply = undefined
    tail = Buffer.alloc(0)
    asked.resolve(whole)
  }

  const isWhole = (part: Buffer) => {
    if (bytesLeft >= 0) {
      bytesLeft -= part.length
      return bytesLeft <= 0
    }
    if (part.length >= lastChunk.length)
      return part.compare(lastChunk, 0, lastChunk.length, part.length - lastChunk.length) === 0 || keep(part)
    const both = Buffer.concat([tail, part])
    return both.subarray(-lastChunk.length).equals(lastChunk) || keep(both)
  }
  // The end may come in two reads.
  const keep = (part: Buffer) => {
    tail = Buffer.from(part.subarray(-lastChunk.length))
    return false
  }

  const socket = await dial(port, read)
  const broken = (error?: Error) => {
    waiting?.reject(error ?? new Error('The server closed the connection in the middle of a reply'))
    waiting = undefined
  }
  socket.on('error', broken)
  socket.on('close', () => broken())
  return {
    ask: (request, watch) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('The connection is closed'))
        waiting = { resolve, reject, watch }
        socket.write(request)
      }),
    get isOpen() {
      return !socket.destroyed
    },
    close: () => socket.destroy(),
  }
}

function dial(port: number, read: (part: Buffer) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(bufferBytes),
        callback: (bytes, buffer) => {
          read(Buffer.from(buffer.buffer, buffer.byteOffset, bytes))
          return true
        },
      },
    })
    socket.once('connect', () => resolve(socket)).once('error', reject)
  })
}
