import type { Agent, NewAgent } from '@frontdesk/contract/agents'

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
}

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
})

export const fieldsOf = (draft: Draft): Omit<NewAgent, 'handOver' | 'builtInTools' | 'guardrails'> => ({
  ...draft,
  modelConnectionId: draft.modelConnectionId || null,
  model: draft.model.trim() || null,
  temperature: draft.temperature.trim() === '' ? null : Number(draft.temperature),
  fallbackModelConnectionId: draft.fallbackModelConnectionId || null,
  fallbackModel: draft.fallbackModel.trim() || null,
  maxSteps: Number(draft.maxSteps),
  burstMs: Number(draft.burstMs),
  reasoningEffort: draft.reasoningEffort || null,
})

/** Only what was changed, so that two people who change different fields do not undo each other. */
export const changesBetween = (before: Draft, after: Draft): Partial<NewAgent> => {
  const changed = new Set(
    Object.entries(after).flatMap(([name, value]) => (before[name as keyof Draft] === value ? [] : [name])),
  )
  return Object.fromEntries(Object.entries(fieldsOf(after)).filter(([name]) => changed.has(name)))
}
