import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { HttpRequest, Json, Tool, ToolApproval, ToolEffect } from './tools.ts'

export const ImportedOperation = z.object({
  /** Its `operationId`, or method and path. */
  operation: z.string(),
  method: z.string(),
  path: z.string(),
  summary: z.string(),
  effect: ToolEffect,
  /** Why no tool can be made of it. */
  problem: z.string().nullable(),
})

export const importTools = endpoint('POST /tools/import', {
  summary: 'Reads an OpenAPI document (3.0 or 3.1, JSON or YAML); makes a tool of each operation that is picked.',
  permission: 'tools.write',
  body: z.strictObject({
    /** Where the document is; or the document itself. */
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional(),
    document: z.union([z.string().min(1), Json]).optional(),
    /** Absent: nothing is made, the reply says what there is to pick from. */
    operations: z.array(z.string().min(1).max(500)).min(1).max(128).optional(),
    /** In the place of the first server that the document names. */
    server: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional(),
    /** Sent with each call of these tools, such as an API key. */
    headers: HttpRequest.shape.headers,
    approval: ToolApproval.optional(),
  }),
  reply: z.object({ title: z.string(), operations: z.array(ImportedOperation), tools: z.array(Tool) }),
  errors: ['conflict', 'unavailable'],
  bodyLimitBytes: 5 * 1024 * 1024,
})
