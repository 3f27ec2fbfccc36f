import type { Client } from '@frontdesk/contract/client'
import { createTool, setAgentTools } from '@frontdesk/contract/tools'
import { startToolServer } from '../tool-server.ts'
import type { History } from './history.ts'
import { aroundMs, type Moments } from './moments.ts'
import type { Random } from './random.ts'

/** What customers may have done for them, and what may become of it when it is asked for twice. */
export const tools = { look: 'read', set: 'idempotent', pay: 'once' } as const
export type ToolName = keyof typeof tools
export const toolNames = Object.keys(tools) as ToolName[]

/** The shop's own system: it writes into its journal what it is asked before it answers, and takes its time. */
export const startShopTools = async (history: History, random: Random, moments: Moments) => {
  const server = await startToolServer(({ segments, headers, body }) => {
    const { reference } = body as { reference: string }
    const key = headers['idempotency-key']
    const [tool = ''] = segments
    history.write({ kind: 'called', tool, key: typeof key === 'string' ? key : null, reference })
    moments.emit('called')
    // A kill in mid-call falls before the answer.
    return { body: { done: reference }, delayMs: random.between(aroundMs * 2, 600) }
  })
  const giveTo = async (client: Client, agentId: string) => {
    const toolIds: string[] = []
    for (const name of toolNames) {
      const tool = await client.call(createTool, {
        body: {
          kind: 'http',
          name,
          effect: tools[name],
          approval: 'never',
          parameters: { type: 'object', properties: { reference: { type: 'string' } }, required: ['reference'] },
          request: { method: 'POST', url: `${server.url}/${name}` },
        },
      })
      toolIds.push(tool.id)
    }
    await client.call(setAgentTools, { parameters: { agentId }, body: { toolIds } })
  }
  return { host: server.host, giveTo, close: server.close }
}

/** How a customer asks for tools, one after the other. */
export const wishFor = (names: readonly ToolName[]) => (names.length === 0 ? '' : ` Use ${names.join(', ')}.`)

/** What the last thing that a customer said asks for, and under which name. */
export const wishIn = (text: string): { reference: string; names: string[] } => ({
  reference: /This is (\S+)\. /.exec(text)?.[1] ?? '',
  names: /Use ([a-z, ]+)\./.exec(text)?.[1]?.split(', ') ?? [],
})
