import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Permission } from './permissions.ts'

// Schemas would be compiled, which pages forbid; a browser reports whoever only tries.
if ('document' in globalThis) z.config({ jitless: true })

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
type Route = `${Method} /${string}`

type PathParameters<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParameters<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** Who may call: everybody, whoever is signed in, or whoever holds the permission. */
export type Access = Permission | 'public' | 'signed-in'

/** Bodies for which a session has to be fresh: in words for the reference, and as the rule. */
export type FreshWhen = { when: string; of(body: never): boolean }

type Description = {
  /** One sentence for the reference. */
  summary: string
  permission: Access
  /**
   * A session has to have proved within the last five minutes whose it is, always or for some bodies: what would give an
   * account or the organization away to whoever finds a browser open. API keys are credentials of programs and not asked.
   */
  fresh?: true | FreshWhen
  query?: z.ZodObject
  body?: z.ZodType
  /** `json` unless said otherwise; a `multipart` body is described by its parts. */
  bodyKind?: 'json' | 'multipart'
  /** What comes back; `undefined` for an empty 204 and for streams. */
  reply?: z.ZodType
  status?: 200 | 201 | 204
  /** Of a reply that is no JSON but bytes. */
  replyType?: string
  /** The reply may be `text/event-stream`, see docs/chat-api.md. */
  stream?: boolean
  /** Further codes beyond the ones that every endpoint can answer. */
  errors?: ErrorCode[]
  /** Creating calls take an `Idempotency-Key`, and repeat their first answer for it. */
  idempotent?: boolean
  bodyLimitBytes?: number
}

/** One endpoint, described once: the client, the server, the reference and the tests all read this. */
export type Endpoint = Description & { method: Method; path: string; parameters: readonly string[] }

export const endpoint = <const R extends Route, const D extends Description>(route: R, description: D) => {
  const [method, path] = route.split(' ') as [Method, string]
  const parameters = [...path.matchAll(/:(\w+)/g)].map(match => String(match[1]))
  return { ...description, method, path, parameters } as D & {
    method: Method
    path: string
    parameters: readonly string[]
    /** Only for the type checker: the names of the path parameters. */
    readonly names?: PathParameters<R>
  }
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type Given<S> = S extends z.ZodType ? z.input<S> : undefined
type Names<E> = E extends { readonly names?: infer N } ? Extract<N, string> : never

/** What a verb receives after validation. */
export type Input<E extends Endpoint> = {
  parameters: Record<Names<E>, string>
  query: Parsed<E['query']>
  body: Parsed<E['body']>
}
/** What a caller hands to the client. */
export type Call<E extends Endpoint> = ([Names<E>] extends [never]
  ? unknown
  : { parameters: Record<Names<E>, string> }) &
  (E['query'] extends z.ZodType ? { query?: Given<E['query']> } : unknown) &
  (E['body'] extends z.ZodType ? { body: Given<E['body']> } : unknown)
export type Reply<E extends Endpoint> = E['reply'] extends z.ZodType ? z.output<E['reply']> : unknown

/** Whether this very call needs a fresh session. */
export const needsFresh = ({ fresh }: Endpoint, body: unknown): boolean =>
  // The body has been parsed with the schema that stands beside the rule.
  fresh === true || (fresh?.of(body as never) ?? false)

/** The same in words, to be put behind “a fresh session”; undefined where it never is. */
export const freshWhen = ({ fresh }: Endpoint): string | undefined => (fresh === true ? 'always' : fresh?.when)

export const Id = z.uuid()
export const Moment = z.iso.datetime()

/** Lists are read page by page: hand `next` back as `cursor` until it is null. */
export const paged = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(500).optional(),
})
