import type { Guardrails } from '@frontdesk/contract/guardrails'
import type { Pair } from '../../ui/pairs-field.tsx'

/** Phrases as they are typed: one in a line. */
export type TopicDraft = { name: string; phrases: string; reply: string }

export type GuardrailsDraft = {
  topics: TopicDraft[]
  discloses: boolean
  line: string
  masks: boolean
  patterns: Pair[]
  claimCheck: Guardrails['claimCheck']
}

export const guardrailsDraftOf = (guardrails: Guardrails | undefined): GuardrailsDraft => ({
  topics: (guardrails?.forbiddenTopics ?? []).map(topic => ({ ...topic, phrases: topic.phrases.join('\n') })),
  discloses: guardrails?.disclosure.isEnabled ?? false,
  line: guardrails?.disclosure.line ?? '',
  masks: guardrails?.maskPersonalData.isEnabled ?? false,
  patterns: (guardrails?.maskPersonalData.patterns ?? []).map(({ name, pattern }) => ({ name, value: pattern })),
  claimCheck: guardrails?.claimCheck ?? 'off',
})

export const guardrailsOf = (draft: GuardrailsDraft): Guardrails => ({
  forbiddenTopics: draft.topics.map(({ name, phrases, reply }) => ({
    name,
    phrases: phrases
      .split('\n')
      .map(phrase => phrase.trim())
      .filter(phrase => phrase !== ''),
    reply,
  })),
  disclosure: { isEnabled: draft.discloses, line: draft.line },
  maskPersonalData: {
    isEnabled: draft.masks,
    patterns: draft.patterns
      .filter(({ name, value }) => name !== '' || value !== '')
      .map(({ name, value }) => ({ name: name.trim(), pattern: value })),
  },
  claimCheck: draft.claimCheck,
})
