import type { AgentConfiguration, BuiltInTool, HandOverSettings } from '@frontdesk/contract/agents'
import type { Budgets } from '@frontdesk/contract/budgets'
import type { BusinessHours } from '@frontdesk/contract/business-hours'
import type { TurnStatus } from '@frontdesk/contract/chat'
import type { Citation, Conversation, CustomersPage, HandOver } from '@frontdesk/contract/conversations'
import type { Attachment } from '@frontdesk/contract/files'
import type { GuardrailNote, Guardrails } from '@frontdesk/contract/guardrails'
import type { NewModelPrice } from '@frontdesk/contract/model-prices'
import type { Call } from '#tools'

/** An answer is written under a lease: whoever holds the highest token may write, everybody else's writes do nothing. */
export type Lease = {
  organizationId: string
  turnId: string
  conversationId: string
  attempt: number
  leaseToken: number
}

export type TurnAgent = {
  id: string
  /** The published version that answers; null: the draft does. */
  versionNumber: number | null
  name: string
  instructions: string
  personality: string
  model: string | null
  modelConnectionId: string | null
  fallbackModel: string | null
  fallbackModelConnectionId: string | null
  temperature: number | null
  knowledgeOnly: boolean
  handOver: HandOverSettings
  builtInTools: BuiltInTool[]
  maxSteps: number
  burstMs: number
  reasoningEffort: AgentConfiguration['reasoningEffort']
  /** Absent in versions that were published before there were any. */
  guardrails?: Guardrails
}

export type Said = {
  sender: 'customer' | 'agent' | 'person'
  text: string
  seq: number
  at: Date
  attachments: Attachment[]
}

/** What was said since the last resolution, up to one message, in short. */
export type Summary = { text: string; uptoSeq: number }

/** What the model needs to know of the conversation: everything was read together with the question being kept. */
export type Brief = {
  agent: TurnAgent
  question: string
  /** Pictures that came with the question. */
  attachments: Attachment[]
  /** Where the customer wrote the question. */
  page: CustomersPage | null
  /** What was said before the question, oldest first. */
  history: Said[]
  /** Of what was said so long ago that it may no longer fit; null where all does. */
  summary: Summary | null
  knowledgeRevision: number
  /** Whom the conversation is with. */
  customerId: string
  /** What is known of the conversation. */
  attributes: Conversation['attributes']
  /** Whether the organization gave the agent tools of its own, or something was called in this conversation. */
  hasTools: boolean
  /** What the organization says that models cost. */
  prices: NewModelPrice[]
  /** Null where nothing is limited. */
  budgets: Budgets | null
  /** When people are there; null where nothing is said of it. */
  businessHours: BusinessHours | null
  /** Of a turn that waited for a person: how many of its steps were told before. */
  toldSteps: number
}

export type PassageUsed = { number: number; chunkId: string; documentId: string; title: string; score: number }

/** How the answer came to be; kept with the turn. */
export type Trace = {
  provider?: string
  model?: string
  searchedFor?: string
  /** As the model saw it. */
  summary?: Summary
  /** After this answer; its tokens are among those of the turn. */
  summaryMade?: { uptoSeq: number; inputTokens: number; outputTokens: number }
  passages?: PassageUsed[]
  answerable?: boolean
  confidence?: number
  inputTokens?: number
  outputTokens?: number
  reasoningTokens?: number
  /** Null where one of the models has no price. */
  cost?: number | null
  retrievalMs?: number
  firstTokenMs?: number
  durationMs?: number
  finishReason?: string
  toldSteps?: number
  handOver?: Omit<HandOver, 'at'>
  guardrails?: GuardrailNote[]
  error?: { code: string; message: string }
}

/** The same is noted once, however often the answer was begun anew. */
export const note = (trace: Trace, { kind, where, detail }: GuardrailNote): void => {
  trace.guardrails ??= []
  const known = trace.guardrails.some(each => each.kind === kind && each.where === where && each.detail === detail)
  if (!known) trace.guardrails.push({ kind, where, detail })
}

export type Ending = {
  status: Exclude<TurnStatus, 'running'>
  messageId: string | null
  seq: number | null
  text: string
  citations: Citation[]
  trace: Trace
}

/** What a reader of an answer sees, in order. `offset` counts the UTF-16 units of this attempt's text so far. */
export type TurnEvent =
  | { kind: 'begin'; attempt: number }
  /** Forget the text so far: the answer begins anew. */
  | { kind: 'reset'; attempt: number }
  | { kind: 'text'; attempt: number; offset: number; text: string }
  /** A call of a tool began, or something became of it. */
  | { kind: 'call'; attempt: number; offset: number; call: Call }
  /** Nothing new, but somebody is at it. */
  | { kind: 'working'; attempt: number; offset: number }
  | { kind: 'end'; attempt: number; ending: Ending }

/** Where a reader stands: after so many UTF-16 units of that attempt. */
export type Position = { attempt: number; offset: number }

export const leaseMs = 15_000
/** After this many attempts the answer is given up, whoever tries. */
export const mostAttempts = 3
