import type { Call, Endpoint, Reply } from './endpoint.ts'
import type { Problem } from './errors.ts'

/** An error reply, as the server said it. `status` is 0 when the server could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: Problem
  readonly status: number
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
    this.status = problem.status
  }
}

type ClientOptions = {
  /** Where the API lives, without `/api/v2`; empty for the same origin. */
  baseUrl?: string
  /** An API key or session token; absent in a browser, which sends its cookie. */
  token?: string
  fetch?: typeof fetch
}

/**
 * The typed client over the contract: `call(readAgent, { parameters: { agentId } })`.
 * Throws ApiError for every refusal; a lost connection is an ApiError with status 0.
 */
export const createClient = ({ baseUrl = '', token, fetch: send = fetch }: ClientOptions = {}) => {
  const request = async (endpoint: Endpoint, call: RequestParts = {}, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers({ accept: 'application/json', 'x-frontdesk': '1' })
    if (token) headers.set('authorization', `Bearer ${token}`)
    const body = bodyOf(endpoint, call.body, headers)
    new Headers(init.headers).forEach((value, name) => {
      headers.set(name, value)
    })
    const url = `${baseUrl}/api/v2${fillPath(endpoint.path, call.parameters)}${queryString(call.query)}`
    const response = await send(url, {
      credentials: 'same-origin',
      ...init,
      method: endpoint.method,
      headers,
      ...body,
    }).catch((cause: unknown) => {
      if (init.signal?.aborted) throw cause
      throw new ApiError(unreachable)
    })
    if (!response.ok) throw new ApiError(await problemOf(response))
    return response
  }
  return {
    request,
    async call<E extends Endpoint>(
      endpoint: E,
      ...rest: Record<never, never> extends Call<E> ? [Call<E>?, RequestInit?] : [Call<E>, RequestInit?]
    ): Promise<Reply<E>> {
      const response = await request(endpoint, rest[0] as RequestParts | undefined, rest[1])
      return (response.status === 204 ? undefined : await response.json()) as Reply<E>
    },
  }
}
export type Client = ReturnType<typeof createClient>

type RequestParts = { parameters?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }

const fillPath = (path: string, parameters: Record<string, string> = {}) =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))

const queryString = (query: Record<string, unknown> = {}) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

const bodyOf = (endpoint: Endpoint, body: unknown, headers: Headers): { body?: string | FormData } => {
  if (body === undefined) return {}
  if (endpoint.bodyKind !== 'multipart') {
    headers.set('content-type', 'application/json')
    return { body: JSON.stringify(body) }
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(body as Record<string, string | Blob | undefined>))
    if (value !== undefined) form.append(name, value)
  return { body: form }
}

const unreachable: Problem = {
  type: 'about:blank',
  title: 'No connection',
  status: 0,
  detail: 'The server cannot be reached. Check the connection and try again.',
  code: 'unreachable',
  requestId: '',
}

const problemOf = async (response: Response): Promise<Problem> => {
  const fallback = {
    ...unreachable,
    title: response.statusText,
    status: response.status,
    code: 'internal',
    detail: `The server answered ${response.status}. Try again in a moment.`,
  }
  return response.headers.get('content-type')?.includes('problem+json')
    ? ((await response.json()) as Problem)
    : fallback
}
