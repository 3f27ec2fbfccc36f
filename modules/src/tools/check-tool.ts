import type { Tool, ToolChange } from '@frontdesk/contract/tools'
import { Invalid } from '#errors'
import { checkRequest } from './http-request.ts'
import { checkParameterSchema } from './parameter-schema.ts'

/** Throws Invalid for what could never be called. */
export const checkTool = ({ parameters, request, bound }: ToolChange): void => {
  if (parameters) checkParameterSchema(parameters)
  if (request) checkRequest(request)
  const known = Object.keys((parameters?.properties as object | undefined) ?? {})
  for (const name of parameters ? Object.keys(bound ?? {}) : [])
    if (!known.includes(name)) {
      const message = `“${name}” is filled in by Frontdesk, but the schema has no such parameter.`
      throw new Invalid(message, [{ pointer: `/bound/${name}`, message }])
    }
}

const ofKind = {
  request: 'http',
  databaseConnectionId: 'sql',
  query: 'sql',
  maxRows: 'sql',
} as const satisfies Partial<Record<keyof ToolChange, Tool['kind']>>

/** Throws Invalid for a change of what a tool of this kind does not have, or does not choose by itself. */
export const checkKind = (kind: Tool['kind'], change: ToolChange): void => {
  const refuse = (name: string, message: string) => new Invalid(message, [{ pointer: `/${name}`, message }])
  for (const [name, owner] of Object.entries(ofKind))
    if (owner !== kind && change[name as keyof typeof ofKind] !== undefined)
      throw refuse(name, `A tool of the kind ${kind} has no “${name}”.`)
  if (kind === 'sql' && change.effect !== undefined && change.effect !== 'read')
    throw refuse('effect', 'A query only ever reads.')
  if (kind === 'mcp')
    for (const name of ['parameters', 'returns'] as const)
      if (change[name] !== undefined) throw refuse(name, 'What this tool takes and gives is up to its MCP server.')
}
