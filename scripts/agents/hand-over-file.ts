import { HandOverRule, HandOverSettings } from '@frontdesk/contract/agents'
import { z } from 'zod'

/** Hand-over settings as they stand in a file: teams by name. */
export const HandOverFile = HandOverSettings.omit({ teamId: true }).extend({
  team: z.string().nullable().default(null),
  rules: z.array(HandOverRule.omit({ teamId: true }).extend({ team: z.string().optional() })).default([]),
})
export type HandOverFile = z.output<typeof HandOverFile>

type Named = { id: string; name: string }

/** A team that is gone since is left out. */
export const handOverFile = ({ teamId, rules, ...rest }: HandOverSettings, teams: readonly Named[]): HandOverFile => {
  const nameOf = (id: string | null | undefined) => teams.find(team => team.id === id)?.name
  return {
    ...rest,
    team: nameOf(teamId) ?? null,
    rules: rules.map(({ teamId, ...rule }) => {
      const team = nameOf(teamId)
      return team === undefined ? rule : { ...rule, team }
    }),
  }
}

/** Throws for a team that the server does not have. */
export const handOverSettings = ({ team, rules, ...rest }: HandOverFile, teams: readonly Named[]): HandOverSettings => {
  const idOf = (name: string) => {
    const found = teams.find(team => team.name === name)
    if (!found) throw new Error(`The server has no team “${name}”.`)
    return found.id
  }
  return {
    ...rest,
    teamId: team === null ? null : idOf(team),
    rules: rules.map(({ team, ...rule }) => (team === undefined ? rule : { ...rule, teamId: idOf(team) })),
  }
}
