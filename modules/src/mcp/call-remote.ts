import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/client'
import type { Ctx } from '#context'
import { inSession } from './sessions.ts'

type RemoteCall = {
  tool: string
  arguments: Record<string, unknown>
  /** Makes a repeat harmless where the server looks at it. */
  key: string
  timeoutMs: number
  signal?: AbortSignal | undefined
}

export type RemoteResult = { isError: boolean; result: unknown }

/** Calls a tool at its server. When the signal ends it, the server is told. Throws McpFailure, NotFound, or the signal's reason. */
export const callRemote = (ctx: Ctx, serverId: string, call: RemoteCall): Promise<RemoteResult> =>
  inSession(ctx, serverId, call, async ({ client }, options) => {
    const { tool: name, arguments: given, key } = call
    const reply = await client.callTool({ name, arguments: given, _meta: { idempotencyKey: key } }, options)
    return { isError: reply.isError === true, result: resultOf(reply) }
  })

/** What the model is shown: the reply's own structure where it has one, else its text, in which everything else is told of. */
export const resultOf = ({
  structuredContent,
  content,
}: Pick<CallToolResult, 'structuredContent' | 'content'>): unknown => {
  if (structuredContent !== undefined) return structuredContent
  const texts = content.map(inText)
  const [only] = texts
  return texts.length === 1 && content[0]?.type === 'text' ? parsed(only ?? '') : texts.join('\n')
}

const inText = (block: ContentBlock): string => {
  switch (block.type) {
    case 'text':
      return block.text
    case 'image':
    case 'audio':
      return `[${block.type}, ${block.mimeType}: not shown]`
    case 'resource_link':
      return `[${block.title ?? block.name}: ${block.uri}]`
    case 'resource':
      return 'text' in block.resource ? block.resource.text : `[file, ${block.resource.uri}: not shown]`
  }
}

const parsed = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
