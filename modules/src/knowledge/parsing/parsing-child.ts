import { type ChildProcess, fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { ChildReply, ChildRequest } from './child-messages.ts'
import { type ParsedDocument, UnreadableDocument } from './parsed.ts'

export type ChildLimits = { timeMs: number; heapMiB: number; residentMiB: number; watchEveryMs: number }

const house = fileURLToPath(new URL('../../../../', import.meta.url))
const readable = ['modules/', 'node_modules/'].map(folder => `--allow-fs-read=${house}${folder}`)
const pageBytes = 4_096

/** One child process that reads one file at a time; `alive` is false for good once it failed or was killed. */
export class ParsingChild {
  alive = true
  filesRead = 0
  private readonly child: ChildProcess
  private readonly limits: ChildLimits

  constructor(limits: ChildLimits) {
    this.limits = limits
    this.child = fork(fileURLToPath(new URL('./parse-worker.ts', import.meta.url)), [], {
      // It sees no secret and reads nothing but code, so that a hostile file has nothing to steal.
      env: {},
      execArgv: [`--max-old-space-size=${limits.heapMiB}`, '--permission', ...readable],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const bury = () => {
      this.alive = false
    }
    this.child.on('exit', bury).on('error', bury)
    this.hold(false)
  }

  /** Throws UnreadableDocument also when the child dies over it or has to be killed; it never throws anything else. */
  async read(request: ChildRequest): Promise<ParsedDocument> {
    this.filesRead += 1
    this.hold(true)
    const { promise, resolve, reject } = Promise.withResolvers<ChildReply>()
    let death = crashed()
    const kill = (reason: UnreadableDocument) => {
      death = reason
      this.kill()
    }
    const clock = setTimeout(() => kill(tooSlow(this.limits.timeMs)), this.limits.timeMs)
    const watch = setInterval(() => void this.watchMemory(kill), this.limits.watchEveryMs)
    const onDeath = () => reject(death)
    this.child.once('message', resolve)
    this.child.once('exit', onDeath).once('error', onDeath)
    try {
      this.child.send(request, error => error && onDeath())
      return documentOf(await promise)
    } finally {
      clearTimeout(clock)
      clearInterval(watch)
      this.child.off('message', resolve)
      this.child.off('exit', onDeath).off('error', onDeath)
      this.hold(false)
    }
  }

  kill(): void {
    this.alive = false
    this.child.kill('SIGKILL')
  }

  // An idle child must not keep the server from ending.
  private hold(busy: boolean): void {
    for (const handle of [this.child, this.child.channel]) busy ? handle?.ref?.() : handle?.unref?.()
  }

  // The heap limit does not count buffers, in which PDFs unpack their pictures and fonts. Linux only; elsewhere the heap limit stays.
  private async watchMemory(kill: (reason: UnreadableDocument) => void): Promise<void> {
    const statm = await readFile(`/proc/${this.child.pid}/statm`, 'utf8').catch(() => '')
    const residentBytes = Number(statm.split(' ')[1] ?? 0) * pageBytes
    if (residentBytes > this.limits.residentMiB * 1024 * 1024) kill(tooLarge())
  }
}

function documentOf(reply: ChildReply): ParsedDocument {
  if ('document' in reply) return reply.document
  throw reply.reason === undefined
    ? new UnreadableDocument(crashed().reason, { cause: reply.cause })
    : new UnreadableDocument(reply.reason, { cause: reply.cause })
}

const simpler = 'Split it into smaller files, or save it in a simpler form such as plain text, and upload that.'
const tooSlow = (ms: number) =>
  new UnreadableDocument(`This document took longer than ${Math.ceil(ms / 1_000)} seconds to read. ${simpler}`)
const tooLarge = () => new UnreadableDocument(`This document needs too much memory to be read. ${simpler}`)
const crashed = () =>
  new UnreadableDocument(`This document could not be read: it is damaged, or needs too much memory. ${simpler}`)
