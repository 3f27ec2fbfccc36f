import type { HandOverCause } from '@frontdesk/contract/conversations'

/** Why people have a conversation. */
export const causeWords: Record<HandOverCause, string> = {
  agent: 'The agent decided so',
  customer: 'The customer asked for a person',
  rule: 'A rule says so',
  promise: 'The agent promised a person',
  failure: 'The model failed',
  timeout: 'The model stayed silent',
  claim: 'Nothing covers what the agent said',
  limit: 'A budget is used up',
  person: 'Somebody said so',
}
