import type { BoundValue, HttpRequest, ToolApproval, ToolEffect } from '@frontdesk/contract/tools'
import type { JsonSchema } from './schema-weight.ts'

type Common = {
  id: string
  name: string
  description: string
  parameters: JsonSchema
  bound: Record<string, BoundValue>
  effect: ToolEffect
  approval: ToolApproval
  timeoutMs: number
  /** A published version still offers it, but it was deleted since. */
  isGone?: boolean
}

export type CallableHttp = Common & { kind: 'http'; request: HttpRequest }
export type CallableSql = Common & { kind: 'sql'; databaseConnectionId: string; query: string; maxRows: number }
export type CallableMcp = Common & { kind: 'mcp'; mcpServerId: string; tool: string; pinnedHash: string }

/** A tool as it is called: with its headers open. It never leaves the module; what is shown of it has no headers. */
export type CallableTool = CallableHttp | CallableSql | CallableMcp

/** What the product itself does when a model calls it: nothing leaves the house, and doing it twice does it once. */
export type BuiltIn = Pick<CallableTool, 'name' | 'description' | 'parameters'> & {
  id: null
  kind: 'built-in'
  bound: Record<string, never>
  effect: 'read' | 'idempotent'
  approval: 'never'
}

export type OfferedTool = CallableTool | BuiltIn

/** For whom a call is made: what bound parameters are filled with. */
export type CallScope = Record<BoundValue, string>

/** `unknown`: it was sent, and whether it happened nobody knows. */
export type Outcome = { state: 'succeeded' | 'failed' | 'unknown'; result: unknown; status: number | null }

export const boundArguments = ({ bound }: Pick<CallableTool, 'bound'>, scope: CallScope): Record<string, string> =>
  Object.fromEntries(Object.entries(bound).map(([name, value]) => [name, scope[value]]))
