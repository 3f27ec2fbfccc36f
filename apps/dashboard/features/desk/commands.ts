import { paths } from '../../lib/paths.ts'
import { leave } from '../../lib/session.ts'
import { mayLeave } from '../../lib/unsaved.ts'
import { useAgents } from '../agents/agents.ts'
import { useSchemeRound } from './desk-actions.tsx'
import { places } from './places.ts'

type Command = { name: string; hint: string; run: () => void }

/** What the palette offers: rooms, things to make, agents to talk to. */
export const useCommands = (go: (href: string) => void): Command[] => {
  const agents = useAgents().value?.items ?? []
  const { toNext } = useSchemeRound()
  const to = (name: string, href: string, hint = 'Action') => ({ name, hint, run: () => go(href) })
  return [
    ...places.map(({ name, path }) => to(name, path, 'Page')),
    to('People', paths.people, 'Page'),
    to('Roles', paths.roles, 'Page'),
    to('Teams', paths.teams, 'Page'),
    to('Model connections', paths.models, 'Page'),
    to('Usage and budgets', paths.usage, 'Page'),
    to('Business hours', paths.businessHours, 'Page'),
    to('MCP servers', paths.mcpServers, 'Page'),
    to('Databases', paths.databases, 'Page'),
    to('Mail', paths.mail, 'Page'),
    to('Security', paths.security, 'Page'),
    to('Audit trail', paths.audit, 'Page'),
    to('Your profile', paths.profile, 'Page'),
    to('New conversation', paths.chat()),
    to('Search the knowledge', paths.knowledge({ view: 'search' })),
    to('Add text to the knowledge', paths.knowledge({ add: 'text' })),
    to('Upload files to the knowledge', paths.knowledge({ add: 'files' })),
    to('Add a web page to the knowledge', paths.knowledge({ add: 'page' })),
    to('Add a question and answer', paths.knowledge({ add: 'answer' })),
    to('New agent', paths.newAgent),
    to('New tool', paths.newTool),
    to('Import tools from OpenAPI', paths.importTools),
    ...agents.flatMap(({ id, name }) => [
      to(`Chat with ${name}`, paths.chat({ agent: id }), 'Agent'),
      to(`Change ${name}`, paths.agents(id), 'Agent'),
    ]),
    { name: 'Change the colour scheme', hint: 'Action', run: toNext },
    { name: 'API reference', hint: 'Page', run: () => window.location.assign(paths.apiReference) },
    { name: 'Sign out', hint: 'Action', run: () => void (mayLeave() && leave()) },
  ]
}
