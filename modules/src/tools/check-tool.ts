import type { NewTool } from '@frontdesk/contract/tools'
import { Invalid } from '#errors'
import { checkRequest } from './http-request.ts'
import { checkParameterSchema } from './parameter-schema.ts'

/** Throws Invalid for what could never be called. */
export const checkTool = ({ parameters, request, bound }: Partial<NewTool>): void => {
  if (parameters) checkParameterSchema(parameters)
  if (request) checkRequest(request)
  const known = Object.keys((parameters?.properties as object | undefined) ?? {})
  for (const name of parameters ? Object.keys(bound ?? {}) : [])
    if (!known.includes(name)) {
      const message = `“${name}” is filled in by Frontdesk, but the schema has no such parameter.`
      throw new Invalid(message, [{ pointer: `/bound/${name}`, message }])
    }
}
