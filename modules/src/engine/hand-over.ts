import type { HandOverRule } from '@frontdesk/contract/agents'
import type { HandOver as Kept } from '@frontdesk/contract/conversations'
import { languageOf } from '@frontdesk/platform/spoken-language'
import { saysOneOf } from '#guardrails'
import { asksForPerson } from './asks-for-person.ts'
import { burstOf } from './burst.ts'
import type { Brief } from './turn.ts'

/** Why and with what a turn hands its conversation over to people, and to which team. */
export type HandOver = Omit<Kept, 'at'> & { teamId: string | null }

/** What decides before any model is asked: the organization's rules, in their order, then a plain wish for a person. */
export const handOverBefore = (brief: Brief): HandOver | undefined => {
  const { isEnabled, rules, teamId } = brief.agent.handOver
  if (!isEnabled) return undefined
  const summary = saidSoFar(brief)
  for (const rule of rules)
    if (applies(rule, brief))
      return { cause: 'rule', reason: `Rule “${rule.name}”`, summary, teamId: rule.teamId ?? teamId }
  if (!burstOf(brief).some(asksForPerson)) return undefined
  return { cause: 'customer', reason: 'The customer asked for a person.', summary, teamId }
}

/** What the agent did not decide itself. */
export const handOverFor = (brief: Brief, cause: HandOver['cause'], reason: string): HandOver => ({
  cause,
  reason,
  summary: saidSoFar(brief),
  teamId: brief.agent.handOver.teamId,
})

const applies = ({ when }: HandOverRule, brief: Brief): boolean => {
  const { question, history, attributes } = brief
  switch (when.kind) {
    case 'says':
      return burstOf(brief).some(text => saysOneOf(text, when.phrases))
    case 'language':
      return when.languages.includes(languageOf(question))
    case 'attribute':
      return when.values.some(value => value === attributes[when.attribute])
    case 'messages':
      return customersWords(history).length + 1 >= when.atLeast
  }
}

const customersWords = (history: Brief['history']) =>
  history.filter(({ sender }) => sender === 'customer').map(({ text }) => text)

const saidSoFar = ({ question, history }: Brief) =>
  [...customersWords(history), question]
    .slice(-3)
    .map(text => `“${text.length > 300 ? `${text.slice(0, 299)}…` : text}”`)
    .join('\n')
