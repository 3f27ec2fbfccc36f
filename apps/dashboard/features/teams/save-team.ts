import type { Team } from '@frontdesk/contract/teams'
import { api } from '../../lib/api.ts'
import { addToTeam, createTeam, removeFromTeam, updateTeam } from '../../lib/endpoints.ts'

type Wanted = { name: string; people: readonly string[] }

/** Makes of a team what is wanted; `onMade` hears of a new one at once, since what follows may fail. */
export const saveTeam = async (team: Team | undefined, { name, people }: Wanted, onMade: (team: Team) => void) => {
  const { id: teamId, members } = await named(team, name, onMade)
  const here = members.map(({ userId }) => userId)
  for (const userId of people.filter(id => !here.includes(id)))
    await api.call(addToTeam, { parameters: { teamId, userId } })
  for (const userId of here.filter(id => !people.includes(id)))
    await api.call(removeFromTeam, { parameters: { teamId, userId } })
}

const named = async (team: Team | undefined, name: string, onMade: (team: Team) => void) => {
  if (team?.name === name.trim()) return team
  if (team) return api.call(updateTeam, { parameters: { teamId: team.id }, body: { name } })
  const made = await api.call(createTeam, { body: { name } })
  onMade(made)
  return made
}
