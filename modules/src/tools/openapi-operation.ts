import { type HttpRequest, NewHttpTool, type ToolEffect } from '@frontdesk/contract/tools'
import { Invalid } from '#errors'
import { Definitions, followed, isJson, type Json } from './openapi-document.ts'

export type Operation = {
  operation: string
  method: HttpRequest['method']
  path: string
  summary: string
  effect: ToolEffect
  /** As the document has it, with the parameters of its path. */
  source: Json
}

const effects: Record<HttpRequest['method'], ToolEffect> = {
  GET: 'read',
  PUT: 'idempotent',
  DELETE: 'idempotent',
  POST: 'once',
  PATCH: 'once',
}

/** Every operation of a document, in its order. */
export const operationsOf = (document: Json): Operation[] =>
  Object.entries(document.paths as Json).flatMap(([path, item]) => {
    const shared = followed(document, item)
    if (!isJson(shared)) return []
    return (Object.keys(effects) as HttpRequest['method'][]).flatMap(method => {
      const source = shared[method.toLowerCase()]
      if (!isJson(source)) return []
      const parameters = [...listOf(shared.parameters), ...listOf(source.parameters)]
      return [
        {
          operation: typeof source.operationId === 'string' ? source.operationId : `${method} ${path}`,
          method,
          path,
          summary: textOf(source.summary) || textOf(source.description),
          effect: effects[method],
          source: { ...source, parameters },
        },
      ]
    })
  })

type Settings = { server: string; headers: Record<string, string> }

/** The tool that calls this operation. Throws Invalid where none can be made of it. */
export const toolOfOperation = (document: Json, operation: Operation, { server, headers }: Settings): NewHttpTool => {
  const definitions = new Definitions(document)
  const parameters = parametersOf(document, operation)
  const body = bodyOf(document, operation)
  const bodyName = parameters.some(({ name }) => name === 'body') ? 'requestBody' : 'body'
  const properties = Object.fromEntries([
    ...parameters.map(({ name, schema, description }) => [name, described(definitions.standing(schema), description)]),
    ...(body ? [[bodyName, described(definitions.standing(body.schema), body.description)]] : []),
  ])
  const required = [
    ...parameters.filter(parameter => parameter.required).map(({ name }) => name),
    ...(body?.required ? [bodyName] : []),
  ]
  const named = (place: string) =>
    Object.fromEntries(parameters.filter(parameter => parameter.in === place).map(({ name }) => [name, `{${name}}`]))
  return NewHttpTool.parse({
    kind: 'http',
    name: operation.operation.slice(0, 100),
    description: [operation.summary, textOf(operation.source.description)]
      .filter((text, index, all) => text && all.indexOf(text) === index)
      .join('\n\n')
      .slice(0, 4_000),
    parameters: { type: 'object', properties, required, additionalProperties: false, ...definitions.all },
    effect: operation.effect,
    request: {
      method: operation.method,
      url: `${server.replace(/\/+$/, '')}${operation.path}`,
      query: named('query'),
      headers: { ...named('header'), ...headers },
      ...(body ? { body: `{${bodyName}}` } : {}),
    },
  })
}

type Parameter = { name: string; in: string; required: boolean; schema: unknown; description: string }

/** The operation's own win over those of its path; cookies are nothing that a model should set. */
const parametersOf = (document: Json, { source, path }: Operation): Parameter[] => {
  const found = new Map<string, Parameter>()
  for (const each of source.parameters as unknown[]) {
    const parameter = followed(document, each)
    if (!isJson(parameter) || typeof parameter.name !== 'string')
      throw new Invalid('A parameter of this operation leads nowhere.')
    if (parameter.in === 'cookie') continue
    found.set(parameter.name, {
      name: parameter.name,
      in: textOf(parameter.in),
      required: parameter.required === true || parameter.in === 'path',
      schema: parameter.schema ?? mediaOf(document, parameter.content)?.schema ?? {},
      description: textOf(parameter.description),
    })
  }
  for (const [, name = ''] of path.matchAll(/\{([^{}]+)\}/g))
    if (!found.has(name))
      found.set(name, { name, in: 'path', required: true, schema: { type: 'string' }, description: '' })
  return [...found.values()]
}

const bodyOf = (document: Json, { source, method }: Operation) => {
  const body = followed(document, source.requestBody)
  if (!isJson(body) || method === 'GET') return undefined
  const media = mediaOf(document, body.content)
  if (!media) throw new Invalid('This operation takes a body that is not JSON.')
  return { schema: media.schema ?? {}, required: body.required === true, description: textOf(body.description) }
}

const mediaOf = (document: Json, content: unknown): Json | undefined => {
  const [, media] = Object.entries(isJson(content) ? content : {}).find(([type]) => /\bjson\b/i.test(type)) ?? []
  const found = followed(document, media)
  return isJson(found) ? found : undefined
}

const described = (schema: unknown, description: string) =>
  isJson(schema) && description !== '' && schema.description === undefined ? { ...schema, description } : schema

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '')
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
