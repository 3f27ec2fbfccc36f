import type { Input, Reply } from '@frontdesk/contract/endpoint'
import type { importTools as contract } from '@frontdesk/contract/tool-import'
import type { Tool } from '@frontdesk/contract/tools'
import { FetchFailure } from '@frontdesk/platform/safe-fetch/failure'
import type { Ctx } from '#context'
import { Invalid, Unavailable } from '#errors'
import { checkTool } from './check-tool.ts'
import { createTool } from './create-tool.ts'
import { isJson, type Json, readDocument } from './openapi-document.ts'
import { type Operation, operationsOf, toolOfOperation } from './openapi-operation.ts'

type Wish = Input<typeof contract>['body']

/**
 * Reads an OpenAPI document and makes a tool of each picked operation: of all of them, or of none when one cannot be made.
 * Throws Invalid for what is no such document or names no such operation, Unavailable when its address does not answer.
 */
export const importTools = async (ctx: Ctx, wish: Wish): Promise<Reply<typeof contract>> => {
  ctx.must('tools.write')
  const document = readDocument(await documentOf(ctx, wish))
  const operations = operationsOf(document)
  const settings = { server: wish.server ?? serverOf(document, wish.url), headers: wish.headers }
  const toolOf = (operation: Operation) => {
    const tool = toolOfOperation(document, operation, settings)
    checkTool(tool)
    return wish.approval ? { ...tool, approval: wish.approval } : tool
  }
  const picked = (wish.operations ?? []).map(name => {
    const operation = operations.find(each => each.operation === name)
    if (!operation) throw new Invalid(`This document has no operation “${name}”.`)
    return toolOf(operation)
  })
  const tools = await ctx.transaction(async within => {
    const made: Tool[] = []
    for (const tool of picked) made.push(await createTool(within, tool))
    return made
  })
  const problemOf = (operation: Operation) => problem(() => toolOf(operation))
  const { title } = isJson(document.info) ? document.info : {}
  return {
    title: typeof title === 'string' ? title : '',
    operations: operations.map(each => ({ ...withoutSource(each), problem: problemOf(each) })),
    tools,
  }
}

const withoutSource = ({ source: _, ...operation }: Operation) => operation

const problem = (make: () => unknown): string | null => {
  try {
    make()
    return null
  } catch (error) {
    return error instanceof Invalid ? error.message : 'No tool can be made of this operation.'
  }
}

const mostBytes = 5 * 1024 * 1024

const documentOf = async (ctx: Ctx, { url, document }: Wish): Promise<string | Json> => {
  if ((url === undefined) === (document === undefined))
    throw new Invalid('Give either the address of the document (`url`) or the document itself (`document`).')
  if (document !== undefined) return document
  try {
    const reply = await ctx.platform.outside.read(url ?? '', { limits: { mostBytes } })
    if (reply.status !== 200) throw new Unavailable(`The address of the document answered ${reply.status}.`)
    return new TextDecoder().decode(reply.body)
  } catch (cause) {
    if (cause instanceof FetchFailure) throw new Unavailable(cause.message, { cause })
    throw cause
  }
}

/** The first server of the document, its variables at their defaults; one without a host stands where the document does. */
const serverOf = (document: Json, url: string | undefined): string => {
  const [first] = Array.isArray(document.servers) ? document.servers : []
  const server: Json = isJson(first) ? first : { url: '/' }
  const variables = isJson(server.variables) ? server.variables : {}
  const address = String(server.url ?? '/').replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const variable = variables[name]
    return isJson(variable) ? String(variable.default ?? '') : ''
  })
  if (/^https?:\/\//i.test(address)) return address
  if (url === undefined) throw new Invalid('The document names no server with its host. Give one as `server`.')
  return new URL(address, url).href
}
