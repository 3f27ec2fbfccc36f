import type { Endpoint } from '@frontdesk/contract/endpoint'
import type { Permission } from '@frontdesk/contract/permissions'
import type { Ctx } from '@frontdesk/modules/context'
import type { Route } from '@frontdesk/modules/route'
import { z } from 'zod'

export type Input = Record<string, unknown>

/** What a client of the MCP server may call. */
export type McpTool = {
  name: string
  title: string
  description: string
  permission: Permission
  isReadOnly: boolean
  input: z.ZodObject
  output: z.ZodType
  run(ctx: Ctx, input: Input, signal: AbortSignal): Promise<object>
  /** What stands for the result where a client shows text alone; its JSON unless said otherwise. */
  textOf?(output: object): string
}

type Typed<I extends z.ZodObject, O extends z.ZodType> = Omit<McpTool, 'input' | 'output' | 'run' | 'textOf'> & {
  input: I
  output: O
  run(ctx: Ctx, input: z.output<I>, signal: AbortSignal): Promise<z.input<O> & object>
  textOf?(output: z.output<O>): string
}

export const tool = <I extends z.ZodObject, O extends z.ZodType>({ run, textOf, ...about }: Typed<I, O>): McpTool => ({
  ...about,
  // The server has parsed the input with the schema that stands beside the verb.
  run: (ctx, input, signal) => run(ctx, input as z.output<I>, signal),
  ...(textOf ? { textOf: (output: object) => textOf(output as z.output<O>) } : {}),
})

type About = { title: string; description: string; isReadOnly?: boolean }

/** A tool that does what an endpoint does: its permission, its input and its reply are the endpoint's. */
export const mirrored = (name: string, { endpoint, run }: Route, about: About): McpTool => {
  const parameters = Object.fromEntries(endpoint.parameters.map(parameter => [parameter, z.uuid().toLowerCase()]))
  const query = shapeOf(endpoint.query)
  const body = shapeOf(endpoint.body)
  return {
    name,
    isReadOnly: endpoint.method === 'GET',
    ...about,
    permission: permissionOf(endpoint),
    input: z.strictObject({ ...parameters, ...query, ...body }),
    output: endpoint.reply ?? z.object({}),
    run: async (ctx, input) => {
      const parts = {
        parameters: pick(input, parameters) as Record<string, string>,
        query: pick(input, query),
        body: pick(input, body),
      }
      return Object(await run(ctx, parts))
    },
  }
}

const shapeOf = (schema: z.ZodType | undefined): z.core.$ZodShape => (schema instanceof z.ZodObject ? schema.shape : {})

const pick = (input: Input, shape: object): Input =>
  Object.fromEntries(Object.keys(shape).flatMap(name => (name in input ? [[name, input[name]]] : [])))

const permissionOf = ({ permission, path }: Endpoint): Permission => {
  if (permission === 'public' || permission === 'signed-in') throw new Error(`${path} asks for no permission`)
  return permission
}
