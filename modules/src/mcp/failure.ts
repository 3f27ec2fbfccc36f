import { FetchFailure } from '@frontdesk/platform/safe-fetch/failure'

/** Why nothing came back from an MCP server. The message is for people and models, the cause is for the log. */
export class McpFailure extends Error {
  /** Whether what was asked for may have happened all the same. */
  readonly mayHaveHappened: boolean
  readonly status: number | null
  constructor(
    message: string,
    {
      mayHaveHappened = false,
      status = null,
      cause,
    }: { mayHaveHappened?: boolean; status?: number | null; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'McpFailure'
    this.mayHaveHappened = mayHaveHappened
    this.status = status
  }
}

// A gateway that gave up waiting does not know what became of it either.
const undecided = new Set([408, 502, 504])
const mostQuoted = 500

type Sdk = typeof import('@modelcontextprotocol/client')

/** Whatever broke on the way, as one of the family. */
export const failureOf = (sdk: Sdk, cause: unknown): McpFailure => {
  if (cause instanceof McpFailure) return cause
  if (cause instanceof FetchFailure)
    return new McpFailure(cause.message, { mayHaveHappened: cause.mayHaveArrived, cause })
  if (cause instanceof sdk.SdkHttpError) return ofStatus(cause.status, cause)
  if (cause instanceof sdk.ProtocolError)
    return new McpFailure(`The MCP server refused this: ${cause.message.slice(0, mostQuoted)}`, { cause })
  if (cause instanceof sdk.UnauthorizedError || cause instanceof sdk.OAuthError) return signInAgain(cause)
  if (cause instanceof sdk.SdkError && cause.code === sdk.SdkErrorCode.RequestTimeout)
    return new McpFailure('The MCP server did not answer in time.', { mayHaveHappened: true, cause })
  return new McpFailure('The MCP server sent something that is not a proper answer.', { mayHaveHappened: true, cause })
}

const ofStatus = (status: number, cause: unknown) => {
  if (status === 401 || status === 403) return signInAgain(cause, status)
  return new McpFailure(`The MCP server answered HTTP ${status}.`, {
    mayHaveHappened: undecided.has(status),
    status,
    cause,
  })
}

export const signInAgain = (cause: unknown, status: number | null = null) =>
  new McpFailure('The MCP server does not let us in. Sign in to it again, or renew its token.', { status, cause })
