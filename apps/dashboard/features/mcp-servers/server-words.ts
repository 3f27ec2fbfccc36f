import type { McpAuthorization, McpServer } from '@frontdesk/contract/mcp-servers'

type Kind = McpAuthorization['kind']

export const authorizations: Record<Kind, string> = {
  none: 'Nothing',
  bearer: 'A token',
  headers: 'Headers of its own',
  oauth: 'Somebody signs in there',
}

/** Whether we can speak to a server, as far as we know without asking it. */
export const authorizationState = ({ authorization: { kind, signedIn } }: McpServer): string => {
  if (kind === 'oauth') return signedIn ? 'Signed in' : 'Nobody has signed in yet'
  return { none: 'Open to everybody', bearer: 'By a token', headers: 'By headers' }[kind]
}

export const isWaitingForSignIn = ({ authorization }: McpServer) => authorization.signedIn === false

/** How signing in at a server ended, by the word that its address brings back. */
export const endings: Record<string, { isGood: boolean; sentence: string }> = {
  done: { isGood: true, sentence: 'The server lets us in. Choose which of its tools agents may be given.' },
  refused: {
    isGood: false,
    sentence: 'The server was told no, so it lets us in to nothing. Sign in again to say yes.',
  },
  over: { isGood: false, sentence: 'This took too long, was ended before, or somebody else began it. Sign in again.' },
  failed: {
    isGood: false,
    sentence: 'The server did not do its part: it gave no valid token. Sign in again, or ask whoever runs it.',
  },
}
