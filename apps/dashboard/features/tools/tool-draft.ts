import type { BoundValue, NewTool, ToolApproval, ToolChange, ToolEffect } from '@frontdesk/contract/tools'
import { prettyJson } from '../../ui/json-text.ts'
import type { Pair } from '../../ui/pairs-field.tsx'
import type { HttpTool } from './tool-words.ts'

/** What stands where the server keeps a value and does not tell it; sent back, it means that value. */
const hidden = '•••'

/** A header whose value is kept at the server has none here until somebody writes another. */
export type Header = Pair & { kept: boolean }

export type Draft = {
  name: string
  description: string
  method: HttpTool['request']['method']
  url: string
  query: Pair[]
  headers: Header[]
  body: string
  parameters: string
  bound: Pair[]
  effect: ToolEffect
  approval: ToolApproval
  seconds: string
}

const pairsOf = (values: Record<string, string>): Pair[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

const blankParameters = { type: 'object', properties: {}, required: [] }

export const draftOf = (tool: HttpTool | undefined): Draft => ({
  name: tool?.name ?? '',
  description: tool?.description ?? '',
  method: tool?.request.method ?? 'GET',
  url: tool?.request.url ?? '',
  query: pairsOf(tool?.request.query ?? {}),
  headers: Object.keys(tool?.request.headers ?? {}).map(name => ({ name, value: '', kept: true })),
  body: tool?.request.body === undefined ? '' : prettyJson(tool.request.body),
  parameters: prettyJson(tool?.parameters ?? blankParameters),
  bound: pairsOf(tool?.bound ?? {}),
  effect: tool?.effect ?? 'once',
  approval: tool?.approval ?? 'when-tainted',
  seconds: String((tool?.timeoutMs ?? 20_000) / 1_000),
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

/** Throws where a text that shall be JSON is none; the fields say so themselves. */
export const toolOf = (draft: Draft): Extract<NewTool, { kind: 'http' }> => ({
  kind: 'http',
  name: draft.name,
  description: draft.description,
  parameters: JSON.parse(draft.parameters),
  returns: null,
  bound: recordOf(draft.bound) as Record<string, BoundValue>,
  request: requestOf(draft),
  effect: draft.effect,
  approval: draft.approval,
  timeoutMs: Math.round(Number(draft.seconds) * 1_000),
})

/** Only what was changed, so that two people who change different things do not undo each other. */
export const changesBetween = (before: Draft, after: Draft): ToolChange => {
  const { kind: _, returns: __, ...was } = toolOf(before)
  const { kind: ___, returns: ____, ...is } = toolOf(after)
  const changed = Object.entries(is).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name as keyof typeof was]),
  )
  return Object.fromEntries(changed)
}
