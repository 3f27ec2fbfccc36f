import type {
  BoundValue,
  HttpTool,
  NewTool,
  Tool,
  ToolApproval,
  ToolChange,
  ToolEffect,
} from '@frontdesk/contract/tools'
import { prettyJson } from '../../ui/json-text.ts'
import type { Pair } from '../../ui/pairs-field.tsx'

/** What stands where the server keeps a value and does not tell it; sent back, it means that value. */
const hidden = '•••'

/** A header whose value is kept at the server has none here until somebody writes another. */
export type Header = Pair & { kept: boolean }

/** What the form holds of a tool of any kind. */
export type Draft = {
  kind: Tool['kind']
  name: string
  description: string
  method: HttpTool['request']['method']
  url: string
  query: Pair[]
  headers: Header[]
  body: string
  databaseConnectionId: string
  sql: string
  maxRows: string
  parameters: string
  bound: Pair[]
  effect: ToolEffect
  approval: ToolApproval
  seconds: string
}

/** What every group of fields is given. */
export type FieldsProps = {
  draft: Draft
  problem: unknown
  onChange: (change: Partial<Draft>) => void
  locked: boolean
}

const pairsOf = (values: Record<string, string>): Pair[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

const blankParameters = { type: 'object', properties: {}, required: [] }

export const draftOf = (tool: Tool | undefined): Draft => ({
  kind: tool?.kind ?? 'http',
  name: tool?.name ?? '',
  description: tool?.description ?? '',
  ...requestFieldsOf(tool?.kind === 'http' ? tool.request : undefined),
  databaseConnectionId: tool?.kind === 'sql' ? tool.databaseConnectionId : '',
  sql: tool?.kind === 'sql' ? tool.query : '',
  maxRows: String(tool?.kind === 'sql' ? tool.maxRows : 100),
  parameters: prettyJson(tool?.parameters ?? blankParameters),
  bound: pairsOf(tool?.bound ?? {}),
  effect: tool?.effect ?? 'once',
  approval: tool?.approval ?? 'when-tainted',
  seconds: String((tool?.timeoutMs ?? 20_000) / 1_000),
})

/** What a new tool begins with; a query only reads, and for five seconds at most. */
export const begunAs: Record<'http' | 'sql', Partial<Draft>> = {
  http: { kind: 'http', effect: 'once', approval: 'when-tainted', seconds: '20' },
  sql: { kind: 'sql', effect: 'read', approval: 'never', seconds: '5' },
}

export const queryDraft = (databaseConnectionId: string): Draft => ({
  ...draftOf(undefined),
  ...begunAs.sql,
  databaseConnectionId,
})

const requestFieldsOf = (request: HttpTool['request'] | undefined) => ({
  method: request?.method ?? 'GET',
  url: request?.url ?? '',
  query: pairsOf(request?.query ?? {}),
  headers: Object.keys(request?.headers ?? {}).map(name => ({ name, value: '', kept: true })),
  body: request?.body === undefined ? '' : prettyJson(request.body),
})

const recordOf = (pairs: readonly Pair[]) =>
  Object.fromEntries(pairs.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value]))

const requestOf = ({ method, url, query, headers, body }: Draft) => ({
  method,
  url: url.trim(),
  query: recordOf(query),
  headers: recordOf(
    headers.map(({ kept, value, ...each }) => ({ ...each, value: kept && value === '' ? hidden : value })),
  ),
  ...(body.trim() === '' ? {} : { body: JSON.parse(body) as unknown }),
})

const rulesOf = ({ name, description, bound, approval, seconds }: Draft) => ({
  name,
  description,
  bound: recordOf(bound) as Record<string, BoundValue>,
  approval,
  timeoutMs: Math.round(Number(seconds) * 1_000),
})

const queryOf = ({ databaseConnectionId, sql, maxRows }: Draft) => ({
  databaseConnectionId,
  query: sql,
  maxRows: Number(maxRows),
})

/** Throws where a text that shall be JSON is none; the fields say so themselves. */
export const toolOf = (draft: Draft): NewTool => {
  const parameters = JSON.parse(draft.parameters) as Record<string, unknown>
  const whole = { ...rulesOf(draft), parameters, returns: null }
  return draft.kind === 'sql'
    ? { kind: 'sql', ...whole, ...queryOf(draft), effect: 'read' }
    : { kind: 'http', ...whole, request: requestOf(draft), effect: draft.effect }
}

/** What of a tool is ours to change: one of an MCP server takes and does what that server says. */
const changeable = (draft: Draft): ToolChange => {
  if (draft.kind === 'mcp') return { ...rulesOf(draft), effect: draft.effect }
  const { kind: _, returns: __, ...rest } = toolOf(draft) as Exclude<NewTool, { kind: 'mcp' }>
  return rest
}

/** Only what was changed, so that two people who change different things do not undo each other. */
export const changesBetween = (before: Draft, after: Draft): ToolChange => {
  const was = changeable(before)
  const changed = Object.entries(changeable(after)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof ToolChange]),
  )
  return Object.fromEntries(changed)
}
