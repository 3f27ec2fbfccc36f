import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { TurnStatus } from '@frontdesk/contract/chat'
import type { Message } from '@frontdesk/contract/conversations'

/** What somebody did or saw. Times are milliseconds of one monotonic clock, for all who write histories. */
export type Deed =
  /** About to be sent, for the first time or again; nothing is known of it until `acked`. */
  | { kind: 'sends'; clientMessageId: string; conversationId: string | null; text: string }
  | { kind: 'acked'; clientMessageId: string; conversationId: string; turnId: string }
  /** Begins to read an answer, from the start where `after` is null. */
  | { kind: 'listens'; turnId: string; after: string | null }
  | { kind: 'text'; turnId: string; text: string; id: string | null }
  | { kind: 'reset'; turnId: string }
  /** The stream said that the answer has ended. */
  | { kind: 'ended'; turnId: string; status: TurnStatus; messageId: string | null; seq: number | null }
  | { kind: 'stops'; turnId: string }
  | { kind: 'turn'; turnId: string; askedAt: number; status: TurnStatus }
  | {
      kind: 'read'
      conversationId: string
      askedAt: number
      afterSeq: number
      lastSeq: number
      messages: ReadMessage[]
    }
  /** The shop's own: a call came in; of tools that only read, without a key. */
  | { kind: 'called'; tool: string; key: string | null; reference: string }
  /** The driver's own. */
  | { kind: 'killed'; phase: string }
  | { kind: 'ready'; tookMs: number }

export type ReadMessage = Pick<Message, 'id' | 'seq' | 'sender' | 'text' | 'turnId' | 'clientMessageId'>
export type Line = Deed & { at: number; who: string }
export type LineOf<Kind extends Deed['kind']> = Extract<Line, { kind: Kind }>

export type History = { who: string; write(deed: Deed): void; close(): void }

/** A file of one's own; each line is written before what it tells of goes on. */
export const openHistory = (folder: string, who: string): History => {
  const file = openSync(join(folder, `${who}.jsonl`), 'a')
  return {
    who,
    write: deed => void writeSync(file, `${JSON.stringify({ at: performance.now(), who, ...deed })}\n`),
    close: () => closeSync(file),
  }
}

/** All histories of a folder as one, in the order of time. */
export const readHistories = (folder: string): Line[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map(text => JSON.parse(text) as Line),
    )
    .sort((one, other) => one.at - other.at)
