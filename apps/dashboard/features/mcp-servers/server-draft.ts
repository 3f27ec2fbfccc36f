import type { McpAuthorization, McpServer, McpServerChange, NewMcpServer } from '@frontdesk/contract/mcp-servers'
import type { Pair } from '../../ui/pairs-field.tsx'

/** What the form holds; secrets that the server keeps are not in it. */
export type Draft = {
  name: string
  url: string
  kind: McpAuthorization['kind']
  token: string
  headers: Pair[]
  clientId: string
  clientSecret: string
  issuer: string
  scope: string
}

export const draftOf = (server: McpServer | undefined): Draft => ({
  name: server?.name ?? '',
  url: server?.url ?? '',
  kind: server?.authorization.kind ?? 'none',
  token: '',
  headers: [],
  clientId: '',
  clientSecret: '',
  issuer: '',
  scope: '',
})

export const serverOf = (draft: Draft): NewMcpServer => ({
  name: draft.name,
  url: draft.url.trim(),
  authorization: authorizationOf(draft),
})

const authorizationOf = ({ kind, token, headers, ...draft }: Draft): McpAuthorization => {
  if (kind === 'none') return { kind }
  if (kind === 'bearer') return { kind, token: token.trim() }
  if (kind === 'headers') return { kind, headers: recordOf(headers) }
  const given = (['clientId', 'clientSecret', 'issuer', 'scope'] as const)
    .map(name => [name, draft[name].trim()])
    .filter(([, value]) => value !== '')
  return { kind, ...Object.fromEntries(given) }
}

const recordOf = (pairs: readonly Pair[]) =>
  Object.fromEntries(pairs.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value]))

/** Only what was changed: an authorization that nobody wrote anew stays, with the token that came of it. */
export const changesBetween = (before: Draft, after: Draft): McpServerChange => {
  const [was, is] = [serverOf(before), serverOf(after)]
  return Object.fromEntries(
    Object.entries(is).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof NewMcpServer]),
    ),
  )
}
