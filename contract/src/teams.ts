import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

export const Team = z.object({
  id: Id,
  name: z.string(),
  /** In the order in which they came. */
  members: z.array(z.object({ userId: z.string(), name: z.string() })),
  createdAt: Moment,
})
export type Team = z.output<typeof Team>

const NewTeam = z.strictObject({ name: z.string().trim().min(1).max(60) })

export const listTeams = endpoint('GET /teams', {
  summary: 'The teams of the organization with their people, oldest first.',
  permission: 'people.read',
  query: PageQuery,
  reply: paged(Team),
})
export const readTeam = endpoint('GET /teams/:teamId', {
  summary: 'One team.',
  permission: 'people.read',
  reply: Team,
  errors: ['not-found'],
})
export const createTeam = endpoint('POST /teams', {
  summary: 'Makes a team, with nobody in it yet.',
  permission: 'people.manage',
  body: NewTeam,
  reply: Team,
  status: 201,
  errors: ['conflict'],
  idempotent: true,
})
export const updateTeam = endpoint('PATCH /teams/:teamId', {
  summary: 'Gives a team another name.',
  permission: 'people.manage',
  body: NewTeam,
  reply: Team,
  errors: ['not-found', 'conflict'],
})
export const deleteTeam = endpoint('DELETE /teams/:teamId', {
  summary: 'Deletes a team; its conversations belong to no team then.',
  permission: 'people.manage',
  status: 204,
  errors: ['not-found'],
})
export const addToTeam = endpoint('PUT /teams/:teamId/members/:userId', {
  summary: 'Puts a person into a team, whose conversations they may see from their next request on.',
  permission: 'people.manage',
  status: 204,
  errors: ['not-found', 'conflict'],
})
export const removeFromTeam = endpoint('DELETE /teams/:teamId/members/:userId', {
  summary: 'Takes a person out of a team. What they are assigned to stays theirs.',
  permission: 'people.manage',
  status: 204,
  errors: ['not-found'],
})
