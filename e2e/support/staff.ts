import { createClient } from '@frontdesk/contract/client'
import { acceptInvitation, createInvitation } from '@frontdesk/contract/people'
import { createRole } from '@frontdesk/contract/roles'
import { addToTeam, createTeam } from '@frontdesk/contract/teams'
import type { Shop } from './shop.ts'

/** Adam, who works here, in a team; somebody with a long address, who is invited; a role of the shop's own. */
export const staffed = async ({ api }: Shop, baseUrl: string) => {
  const name = 'Knowledge keepers of the northern and the southern workshop'
  const permissions = ['knowledge.read', 'knowledge.write'] as const
  const role = await api.call(createRole, { body: { name, permissions: [...permissions], conversationScope: 'team' } })
  const invite = (email: string, roleId: string) => api.call(createInvitation, { body: { email, roleId } })
  const tokenOf = ({ link }: { link: string }) => link.replace(/^.*#/, '')
  const token = tokenOf(await invite('adam@northwind.example', role.id))
  const account = { name: 'Adam Lind', password: 'four spokes, a chain and a bell' }
  const { user } = await createClient({ baseUrl }).call(acceptInvitation, { body: { token, account } })
  const team = await api.call(createTeam, { body: { name: 'Northern workshop' } })
  await api.call(createTeam, { body: { name: 'Fahrradinstandsetzungsspezialistenarbeitsgemeinschaft' } })
  await api.call(addToTeam, { parameters: { teamId: team.id, userId: user.id } })
  return tokenOf(await invite('maximiliane.von-der-langen-strasse@workshops.northwind.example', 'supervisor'))
}
