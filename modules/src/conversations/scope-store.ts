import type { View } from '@frontdesk/contract/conversations'
import type { ConversationScope } from '@frontdesk/contract/permissions'
import type { Actor, Ctx } from '#context'

/** What may follow the conditions of a statement in which `c` is a conversation and `$1` the organization. */
export type Condition = {
  /** Empty for no condition at all. */
  and: string
  values: readonly unknown[]
  /** Belongs at the end of a statement's name, since another condition is another text. */
  name: string
}

type Sight = Pick<Actor, 'person' | 'scopes'>

/** True for most people: then nothing has to be asked. */
export const seesAll = ({ scopes }: Sight): boolean => scopes.length > 0 && scopes.every(scope => scope === 'all')

export const anything: Condition = { and: '', values: [], name: '' }

/** The conversations that the actor sees: the one place that says so. Its values begin at `$at`. */
export const withinScope = (actor: Sight, at: number, known?: Known): Condition => {
  if (seesAll(actor)) return anything
  const narrower = [...new Set(actor.scopes)].filter(scope => scope !== 'all')
  if (narrower.length === 0 || actor.person === undefined) return { and: ' AND false', values: [], name: ':none' }
  const values = valuesFrom(at)
  const facts = known ? factsKnown(actor.person, values, known) : factsAsked(actor.person, values)
  const and = narrower.map(scope => ` AND (${rules[scope](facts).join(' OR ')})`).join('')
  return { and, values: values.given, name: `:${narrower.join('+')}` }
}

/** The conversations of a view, among those that the actor sees. */
export const inView = ({ person = '' }: Sight, view: View, at: number, known: Known): Condition => {
  if (view === 'all') return anything
  const values = valuesFrom(at)
  return { and: ` AND ${views[view](factsKnown(person, values, known))}`, values: values.given, name: '' }
}

const rules: Record<Exclude<ConversationScope, 'all'>, (facts: Facts) => string[]> = {
  team: facts => [facts.isAssigned(), facts.isBegun(), facts.isOfTeam()],
  'own-and-unassigned': facts => [facts.isAssigned(), facts.isBegun(), isUnassigned],
  participating: facts => [facts.isAssigned(), facts.isBegun(), facts.takesPart()],
}

const views: Record<Exclude<View, 'all'>, (facts: Facts) => string> = {
  mine: facts => facts.isAssigned(),
  unassigned: () => isUnassigned,
  team: facts => facts.isOfTeam(),
}

const isUnassigned = 'c.assignee_id IS NULL'

/** Each makes a condition on the conversation `c`, and gives the values that it takes. */
type Facts = Record<'isAssigned' | 'isBegun' | 'isOfTeam' | 'takesPart', () => string>

const valuesFrom = (at: number) => {
  const given: unknown[] = []
  return { given, give: (value: unknown) => `$${at + given.push(value) - 1}` }
}
type Values = ReturnType<typeof valuesFrom>

/** For one conversation or a few: each is looked up as it comes. */
const factsAsked = (person: string, { give }: Values): Facts => {
  const me = `${give(person)}::text`
  return {
    isAssigned: () => `c.assignee_id = ${me}`,
    isBegun: () => `c.created_by = ${me} OR EXISTS (SELECT FROM api_keys k
      WHERE k.organization_id = $1::uuid AND k.created_by = ${me} AND c.created_by = 'key:' || k.id)`,
    isOfTeam: () => `EXISTS (SELECT FROM team_members t
      WHERE t.organization_id = $1::uuid AND t.user_id = ${me} AND t.team_id = c.team_id)`,
    takesPart: () => `EXISTS (SELECT FROM conversation_participants p
      WHERE p.organization_id = $1::uuid AND p.user_id = ${me} AND p.conversation_id = c.id)`,
  }
}

/** For lists: the database sees in the values whether it is a matter of few or of many, and takes the index that fits. */
const factsKnown = (person: string, values: Values, { names, teamIds, conversationIds }: Known): Facts => ({
  isAssigned: () => `c.assignee_id = ${values.give(person)}::text`,
  isBegun: () => `c.created_by = ANY(${values.give(names)}::text[])`,
  isOfTeam: () => `c.team_id = ANY(${values.give(teamIds)}::uuid[])`,
  takesPart: () =>
    conversationIds ? `c.id = ANY(${values.give(conversationIds)}::uuid[])` : factsAsked(person, values).takesPart(),
})

export type Known = {
  /** Under which the person begins conversations: their own, and those of their keys. */
  names: string[]
  teamIds: string[]
  /** Undefined for so many that one of them is never far to seek. */
  conversationIds: string[] | undefined
}

/** Where nothing has to be found by it. */
export const nothingKnown: Known = { names: [], teamIds: [], conversationIds: [] }

const mostIds = 500

/** What a person's conversations are found by, in one round trip before that of the list. */
export const readKnown = async (ctx: Ctx): Promise<Known> => {
  const { organizationId, actor } = ctx
  const values = [organizationId, actor.person ?? null]
  const [keys, teams, talks] = await ctx.sql([
    {
      text: `SELECT 'key:' || id AS id FROM api_keys WHERE organization_id = $1::uuid AND created_by = $2::text`,
      values,
    },
    { text: 'SELECT team_id AS id FROM team_members WHERE organization_id = $1::uuid AND user_id = $2::text', values },
    {
      text: `SELECT conversation_id AS id FROM conversation_participants
        WHERE organization_id = $1::uuid AND user_id = $2::text LIMIT $3::int`,
      values: [...values, mostIds + 1],
    },
  ])
  const [keyNames = [], teamIds = [], ids = []] = [keys, teams, talks].map(found =>
    found?.rows.map(({ id }) => String(id)),
  )
  const names = actor.person === undefined ? [] : [actor.person, ...keyNames]
  return { names, teamIds, conversationIds: ids.length > mostIds ? undefined : ids }
}
