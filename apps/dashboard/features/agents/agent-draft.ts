import type { Agent, NewAgent } from '@frontdesk/contract/agents'
import { type GuardrailsDraft, guardrailsDraftOf, guardrailsOf } from './guardrails-draft.ts'

/** What the form holds: every field as a person types it. */
export type Draft = {
  name: string
  instructions: string
  personality: string
  /** Empty: the installation's own models. */
  modelConnectionId: string
  model: string
  temperature: string
  fallbackModelConnectionId: string
  fallbackModel: string
  maxSteps: string
  burstMs: string
  /** Empty: as the model does by itself. */
  reasoningEffort: '' | NonNullable<Agent['reasoningEffort']>
  greeting: string
  knowledgeOnly: boolean
  guardrails: GuardrailsDraft
}

/** The fields that are typed as a text. */
export type TextField = Exclude<keyof Draft, 'knowledgeOnly' | 'guardrails'>

export const draftOf = (agent: Agent | undefined): Draft => ({
  name: agent?.name ?? '',
  instructions: agent?.instructions ?? '',
  personality: agent?.personality ?? '',
  modelConnectionId: agent?.modelConnectionId ?? '',
  model: agent?.model ?? '',
  temperature: agent?.temperature?.toString() ?? '',
  fallbackModelConnectionId: agent?.fallbackModelConnectionId ?? '',
  fallbackModel: agent?.fallbackModel ?? '',
  maxSteps: agent?.maxSteps.toString() ?? '40',
  burstMs: agent?.burstMs.toString() ?? '0',
  reasoningEffort: agent?.reasoningEffort ?? '',
  greeting: agent?.greeting ?? '',
  knowledgeOnly: agent?.knowledgeOnly ?? true,
  guardrails: guardrailsDraftOf(agent?.guardrails),
})

export const fieldsOf = (draft: Draft): Omit<NewAgent, 'handOver' | 'builtInTools'> => ({
  ...draft,
  modelConnectionId: draft.modelConnectionId || null,
  model: draft.model.trim() || null,
  temperature: draft.temperature.trim() === '' ? null : Number(draft.temperature),
  fallbackModelConnectionId: draft.fallbackModelConnectionId || null,
  fallbackModel: draft.fallbackModel.trim() || null,
  maxSteps: Number(draft.maxSteps),
  guardrails: guardrailsOf(draft.guardrails),
  burstMs: Number(draft.burstMs),
  reasoningEffort: draft.reasoningEffort || null,
})

/** Only what was changed, so that two people who change different fields do not undo each other. */
export const changesBetween = (before: Draft, after: Draft): Partial<NewAgent> => {
  const isChanged = (name: string) =>
    JSON.stringify(before[name as keyof Draft]) !== JSON.stringify(after[name as keyof Draft])
  return Object.fromEntries(Object.entries(fieldsOf(after)).filter(([name]) => isChanged(name)))
}
