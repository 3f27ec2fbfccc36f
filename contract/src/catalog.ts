import * as accounts from './accounts.ts'
import * as agents from './agents.ts'
import * as assignment from './assignment.ts'
import * as audit from './audit.ts'
import * as budgets from './budgets.ts'
import * as businessHours from './business-hours.ts'
import * as chat from './chat.ts'
import * as confirmation from './confirmation.ts'
import * as conversations from './conversations.ts'
import * as customers from './customers.ts'
import * as databaseConnections from './database-connections.ts'
import type { Endpoint } from './endpoint.ts'
import * as events from './events.ts'
import * as files from './files.ts'
import * as handOver from './hand-over.ts'
import * as knowledge from './knowledge.ts'
import * as mail from './mail.ts'
import * as mcpServers from './mcp-servers.ts'
import * as modelConnections from './model-connections.ts'
import * as modelPrices from './model-prices.ts'
import * as organizations from './organizations.ts'
import * as passkeys from './passkeys.ts'
import * as people from './people.ts'
import * as profile from './profile.ts'
import * as providers from './providers.ts'
import * as roles from './roles.ts'
import * as secondFactor from './second-factor.ts'
import * as security from './security.ts'
import * as sessions from './sessions.ts'
import * as teams from './teams.ts'
import * as toolCalls from './tool-calls.ts'
import * as toolImport from './tool-import.ts'
import * as tools from './tools.ts'
import * as usage from './usage.ts'
import * as versions from './versions.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'permission' in value

const ofTag = (tag: string, file: object) =>
  Object.entries(file).flatMap(([name, value]) => (isEndpoint(value) ? [{ name, tag, endpoint: value }] : []))

/** Every endpoint of the API with its name: what the reference, the client and the generated tests walk through. */
export const catalog: { name: string; tag: string; endpoint: Endpoint }[] = [
  ...ofTag('Accounts', accounts),
  ...ofTag('Sessions', sessions),
  ...ofTag('Sessions', confirmation),
  ...ofTag('Sign-in providers', providers),
  ...ofTag('Profile', profile),
  ...ofTag('Second factor', secondFactor),
  ...ofTag('Passkeys', passkeys),
  ...ofTag('Organizations', organizations),
  ...ofTag('People', people),
  ...ofTag('Roles', roles),
  ...ofTag('Teams', teams),
  ...ofTag('Audit', audit),
  ...ofTag('Security', security),
  ...ofTag('Mail', mail),
  ...ofTag('Model connections', modelConnections),
  ...ofTag('Model prices', modelPrices),
  ...ofTag('Usage', usage),
  ...ofTag('Budgets', budgets),
  ...ofTag('Business hours', businessHours),
  ...ofTag('Agents', agents),
  ...ofTag('Versions', versions),
  ...ofTag('Database connections', databaseConnections),
  ...ofTag('Tools', tools),
  ...ofTag('Tools', toolImport),
  ...ofTag('MCP servers', mcpServers),
  ...ofTag('Tool calls', toolCalls),
  ...ofTag('Knowledge', knowledge),
  ...ofTag('Conversations', conversations),
  ...ofTag('Assignment', assignment),
  ...ofTag('Hand-over', handOver),
  ...ofTag('Chat', chat),
  ...ofTag('Files', files),
  ...ofTag('Customers', customers),
  ...ofTag('Events', events),
]
