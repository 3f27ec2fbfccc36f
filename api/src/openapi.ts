import { catalog } from '@frontdesk/contract/catalog'
import { type Endpoint, freshWhen } from '@frontdesk/contract/endpoint'
import { type ErrorCode, errorCodes, Problem } from '@frontdesk/contract/errors'
import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { prefix } from './serve.ts'

/** The reference as OpenAPI 3.1, made from the contract alone. */
export const openApiDocument = () => {
  const paths: ZodOpenApiPathsObject = {}
  for (const { name, tag, endpoint } of catalog) {
    const path = prefix + endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(name, tag, endpoint) }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Frontdesk API',
      version: '2',
      description:
        'Everything the dashboard does, with an API key. Errors are application/problem+json (RFC 9457). Clients of OpenAI’s API reach agents at /api/openai/v1, and those of the Model Context Protocol at /api/mcp.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key or a session token.' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'frontdesk', description: 'The session of a signed-in browser.' },
      },
    },
  })
}

const operationOf = (name: string, tag: string, endpoint: Endpoint): ZodOpenApiOperationObject => ({
  operationId: name,
  tags: [tag],
  summary: endpoint.summary,
  ...(endpoint.permission === 'public' ? { security: [] } : {}),
  'x-permission': endpoint.permission,
  ...(endpoint.fresh ? { 'x-fresh-session': freshWhen(endpoint) } : {}),
  requestParams: {
    ...(endpoint.parameters.length > 0 ? { path: z.object(pathShape(endpoint)) } : {}),
    ...(endpoint.query ? { query: endpoint.query } : {}),
    ...headersOf(endpoint),
  },
  ...(endpoint.body
    ? { requestBody: { required: true, content: { [bodyType(endpoint)]: { schema: endpoint.body } } } }
    : {}),
  responses: { [String(endpoint.status ?? 200)]: replyOf(endpoint), ...errorsOf(endpoint) },
})

const pathShape = ({ parameters }: Endpoint) =>
  Object.fromEntries(parameters.map(name => [name, parameterShapes[name] ?? z.uuid()]))

const parameterShapes: Record<string, z.ZodType> = { apiKeyId: z.string(), number: z.int().min(1) }

const headersOf = (endpoint: Endpoint) => {
  if (endpoint.idempotent) return { header: z.object({ 'Idempotency-Key': z.string().max(255).optional() }) }
  if (endpoint.path.endsWith('/stream')) return { header: z.object({ 'Last-Event-ID': z.string().optional() }) }
  return {}
}

const bodyType = ({ bodyKind }: Endpoint) => (bodyKind === 'multipart' ? 'multipart/form-data' : 'application/json')

const bytes = { type: 'string', format: 'binary' } as const

const replyOf = (endpoint: Endpoint) => ({
  description: endpoint.summary,
  ...(endpoint.reply || endpoint.stream || endpoint.replyType
    ? {
        content: {
          ...(endpoint.reply ? { 'application/json': { schema: endpoint.reply } } : {}),
          ...(endpoint.replyType ? { [endpoint.replyType]: { schema: bytes } } : {}),
          ...(endpoint.stream ? { 'text/event-stream': { schema: z.string() } } : {}),
        },
      }
    : {}),
})

const always: ErrorCode[] = ['invalid', 'limit-reached', 'internal', 'unavailable']

const errorsOf = (endpoint: Endpoint) => {
  const isPublic = endpoint.permission === 'public'
  const guarded: ErrorCode[] = isPublic ? [] : ['unauthenticated', 'forbidden']
  // What browsers do for another site is refused at every door, see enter.ts.
  const forged: ErrorCode[] = isPublic && endpoint.method !== 'GET' ? ['forbidden'] : []
  const ofBody: ErrorCode[] = endpoint.body ? ['too-large', 'unsupported-media-type'] : []
  const repeated: ErrorCode[] = endpoint.idempotent ? ['conflict', 'idempotency-key-reused'] : []
  const ofFresh: ErrorCode[] = endpoint.fresh ? ['confirmation-required'] : []
  const ofPath: ErrorCode[] = endpoint.parameters.length > 0 ? ['not-found'] : []
  const codes = [
    ...always,
    ...guarded,
    ...forged,
    ...ofBody,
    ...repeated,
    ...ofFresh,
    ...ofPath,
    ...(endpoint.errors ?? []),
  ]
  const byStatus = Map.groupBy(new Set(codes), code => errorCodes[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, of]) => [
      String(status),
      {
        description: of.map(code => errorCodes[code].title).join('; '),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  )
}
