type Query = Record<string, string | undefined>

const at = (path: string, query: Query = {}) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** Every address of the dashboard; ids are search parameters because the pages are static files. */
export const paths = {
  home: '/',
  welcome: '/welcome',
  signIn: (next?: string) => at('/sign-in', { next }),
  forgotPassword: '/forgot-password',
  secondFactor: (next?: string) => at('/second-factor', { next }),
  join: (token: string) => `/join#${token}`,
  chat: (
    place: {
      conversation?: string | undefined
      agent?: string | undefined
      turn?: string | undefined
      version?: 'draft' | undefined
    } = {},
  ) => at('/chat', place),
  inbox: (place: InboxPlace = {}) => at('/inbox', place),
  knowledge: (
    place: { document?: string | undefined; view?: 'search' | undefined; add?: NewKnowledge | undefined } = {},
  ) => at('/knowledge', place),
  agents: (agent?: string) => at('/agents', { agent }),
  versions: (agent: string) => at('/agents', { agent, view: 'versions' }),
  newAgent: at('/agents', { agent: 'new' }),
  tools: (tool?: string) => at('/tools', { tool }),
  newTool: at('/tools', { tool: 'new' }),
  newQuery: (database: string) => at('/tools', { tool: 'new', database }),
  databases: at('/tools', { view: 'databases' }),
  mcpServers: at('/tools', { view: 'mcp-servers' }),
  mcpServer: (mcpServer: string) => at('/tools', { mcpServer }),
  importTools: at('/tools', { view: 'import' }),
  approvals: '/approvals',
  trace: (turn: string) => at('/trace', { turn }),
  settings: '/settings',
  people: '/settings/people',
  roles: '/settings/roles',
  teams: '/settings/teams',
  models: '/settings/models',
  usage: '/settings/usage',
  businessHours: '/settings/business-hours',
  mail: '/settings/mail',
  security: '/settings/security',
  audit: '/settings/audit',
  profile: '/settings/profile',
  apiReference: '/docs',
}

export type InboxPlace = {
  box?: string | undefined
  search?: string | undefined
  conversation?: string | undefined
  /** The message to begin at, by its number in the conversation. */
  message?: string | undefined
}

export type NewKnowledge = 'text' | 'files' | 'page' | 'answer'

/** Only a place inside the dashboard is worth going back to after signing in. */
export const placeToReturnTo = (next: string | null) =>
  next?.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : paths.chat()
