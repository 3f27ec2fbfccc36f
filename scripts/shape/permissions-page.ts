import { catalog } from '../../contract/src/catalog.ts'
import { type Endpoint, freshWhen } from '../../contract/src/endpoint.ts'
import {
  conversationScopes,
  type Permission,
  permissions,
  roles,
  scopeOfBuiltIn,
} from '../../contract/src/permissions.ts'
import type { Fault, SourceFile } from './tree.ts'

export const pagePath = 'docs/permissions.md'

const names = Object.keys(roles) as (keyof typeof roles)[]
const marks = (permission: Permission) =>
  names.map(role => ((roles[role] as readonly Permission[]).includes(permission) ? '✓' : ' '))
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const ruler = (width: number) => row(Array.from({ length: width }, () => '---'))

const endpointsOf = (access: string) =>
  catalog
    .filter(({ endpoint }) => endpoint.permission === access)
    .map(({ endpoint }) => `- \`${endpoint.method} ${endpoint.path}\` ${endpoint.summary}${freshness(endpoint)}`)

const freshness = (endpoint: Endpoint) => {
  const when = freshWhen(endpoint)
  return when === undefined ? '' : ` **Fresh session**${when === 'always' ? '' : ` ${when}`}.`
}

/** Who may do what, as the contract has it: role × permission × endpoint. */
export const permissionsPage = (): string => `# Roles and permissions

Made from the contract by \`node scripts/write-permissions.ts\`; \`npm run check\` fails when it is out of date.
A role is a set of permissions, and every endpoint names exactly one. An organization can make roles of its own out of the
same permissions. Nobody gives, takes or changes what they do not hold themselves; an API key may at most what its maker
may at that moment. What is marked **Fresh session** needs a session that has proved within the last five minutes whose it is,
by signing in or by \`POST /session/confirmation\`; keys are not asked. See [People](people.md#confirming-that-it-is-you).

Each role also has a scope: which conversations it sees. Lists, counts, streams and every endpoint keep to it alike, and what is
outside it is not there: 404, as for an id that was never given out.

${row(['permission', ...names])}
${ruler(names.length + 1)}
${permissions.map(permission => row([`\`${permission}\``, ...marks(permission)])).join('\n')}
${row(['sees conversations', ...names.map(name => `\`${scopeOfBuiltIn[name]}\``)])}

| scope | sees |
| --- | --- |
${Object.entries(conversationScopes)
  .map(([scope, words]) => row([`\`${scope}\``, words]))
  .join('\n')}

${[
  ['public', 'Everybody, without signing in'],
  ['signed-in', 'Whoever is signed in, or holds any key'],
  ...permissions.map(permission => [permission, `\`${permission}\``]),
]
  .map(([access = '', title]) => ({ title, list: endpointsOf(access) }))
  .filter(({ list }) => list.length > 0)
  .map(({ title, list }) => `## ${title}\n\n${list.join('\n')}`)
  .join('\n\n')}
`

export const stalePermissionsPage = (tree: SourceFile[]): Fault[] =>
  tree.find(({ path }) => path === pagePath)?.text === permissionsPage()
    ? []
    : [
        {
          at: pagePath,
          what: 'does not say what the contract says',
          mend: 'node scripts/write-permissions.ts',
        },
      ]
