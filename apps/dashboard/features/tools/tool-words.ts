import type { BoundValue, Tool, ToolApproval, ToolEffect } from '@frontdesk/contract/tools'

/** What a call may do to the world, in a word and in a sentence. */
export const effects: Record<ToolEffect, { word: string; sentence: string }> = {
  read: { word: 'Reads', sentence: 'Reads: changes nothing' },
  idempotent: { word: 'Repeatable', sentence: 'Repeatable: the same call twice has one effect' },
  once: { word: 'Once', sentence: 'Once: every call has its effect, so none is ever repeated' },
}

export const approvals: Record<ToolApproval, { word: string; sentence: string }> = {
  never: { word: 'No approval', sentence: 'Never: the agent calls it by itself' },
  'when-tainted': {
    word: 'If suspicious',
    sentence: 'If suspicious: when something read in the same turn looks like orders to the agent',
  },
  always: { word: 'Always asks', sentence: 'Always: a person decides on each call' },
}

export const boundValues: Record<BoundValue, string> = {
  'conversation.id': 'Id of the conversation',
  'customer.id': 'Id of the customer',
  'agent.id': 'Id of the agent',
  'organization.id': 'Id of the organization',
}

export const kindWords: Record<Tool['kind'], string> = { http: 'HTTP', sql: 'SQL', mcp: 'MCP' }

export const options = (words: Record<string, { sentence: string }>) =>
  Object.entries(words).map(([value, { sentence }]) => ({ value, label: sentence }))
