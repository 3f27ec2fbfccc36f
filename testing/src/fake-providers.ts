import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { messageOfPlan } from './fake-model/calls.ts'
import { markerIn, type PlannedMessage, readScript } from './fake-model/script.ts'

type Part = { type?: string; text?: string }
type Body = {
  messages?: { role: string; content: string | Part[] }[]
  contents?: { role: string; parts: Part[] }[]
}
export type ProviderCall = { path: string; key: string | undefined; body: Body }

export type FakeProviders = {
  anthropicUrl: string
  googleUrl: string
  host: string
  calls: ProviderCall[]
  close(): Promise<void>
}

/** Both providers' conversations as one: what a customer said has text, what a tool brought back has none. */
const saidIn = ({ messages, contents }: Body) =>
  (messages ?? contents?.map(({ role, parts }) => ({ role, content: parts })) ?? []).map(({ role, content }) => {
    const parts: Part[] = typeof content === 'string' ? [{ text: content }] : content
    const text = parts.map(part => part.text ?? '').join('')
    return { role: role === 'model' ? 'assistant' : text === '' ? 'tool' : role, text }
  })

type Message = PlannedMessage & { thoughts: number }

const messageFor = (body: Body): Message => {
  const said = saidIn(body)
  const asked = said.findLast(({ role }) => role === 'user')?.text ?? ''
  const marker = markerIn(asked)
  const { plan, say, thoughts } =
    marker === undefined ? { plan: undefined, say: 'ready', thoughts: 0 } : readScript(marker)
  return { ...(plan ? messageOfPlan(plan, { messages: said }) : { say: say ?? 'ready' }), thoughts }
}

const thoughtsOf = (thoughts: number) => Array.from({ length: thoughts }, () => 'Secretly. ')

const anthropicEvents = ({ say, calls = [], thoughts }: Message) => {
  const details = thoughts > 0 ? { output_tokens_details: { thinking_tokens: thoughts } } : {}
  const usage = { input_tokens: 11, output_tokens: 7 + thoughts, ...details }
  const blocks = [
    ...(thoughts > 0
      ? [
          {
            start: { type: 'thinking', thinking: '' },
            deltas: thoughtsOf(thoughts).map(thinking => ({ type: 'thinking_delta', thinking })),
          },
        ]
      : []),
    ...(say
      ? [
          {
            start: { type: 'text', text: '' },
            deltas: say.match(/.{1,5}/gs)?.map(text => ({ type: 'text_delta', text })) ?? [],
          },
        ]
      : []),
    ...calls.map(({ name, arguments: given }, index) => ({
      start: { type: 'tool_use', id: `toolu_${index}`, name, input: {} },
      deltas: (JSON.stringify(given).match(/.{1,5}/gs) ?? []).map(partial_json => ({
        type: 'input_json_delta',
        partial_json,
      })),
    })),
  ]
  return [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage,
      },
    },
    ...blocks.flatMap(({ start, deltas }, index) => [
      { type: 'content_block_start', index, content_block: start },
      ...deltas.map(delta => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage,
    },
    { type: 'message_stop' },
  ].map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
}

const googleEvents = ({ say, calls = [], thoughts }: Message) => {
  const parts = [
    ...thoughtsOf(thoughts).map(text => ({ text, thought: true })),
    ...(say?.match(/.{1,5}/gs)?.map(text => ({ text })) ?? []),
    ...calls.map(({ name, arguments: args }) => ({ functionCall: { name, args }, thoughtSignature: 'signed' })),
  ]
  const usageMetadata = {
    promptTokenCount: 11,
    candidatesTokenCount: 7,
    thoughtsTokenCount: thoughts,
    totalTokenCount: 18 + thoughts,
  }
  return parts.map((part, index) => {
    const finishReason = index === parts.length - 1 ? { finishReason: 'STOP' } : {}
    const candidates = [{ content: { role: 'model', parts: [part] }, ...finishReason, index: 0 }]
    return `data: ${JSON.stringify({ candidates, usageMetadata })}\r\n\r\n`
  })
}

/** Anthropic and Google as far as a conversation goes: they say and call what the customer's message plans. */
export const startFakeProviders = async (): Promise<FakeProviders> => {
  const calls: ProviderCall[] = []
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const body = (await json(request)) as Body
    const key = String(request.headers['x-api-key'] ?? request.headers['x-goog-api-key'] ?? '')
    calls.push({ path, key, body })
    if (key === 'wrong key')
      return response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"bad key"}}')
    const message = messageFor(body)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const event of path.startsWith('/anthropic') ? anthropicEvents(message) : googleEvents(message))
      response.write(event)
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    anthropicUrl: `http://${host}/anthropic/v1`,
    googleUrl: `http://${host}/google/v1beta`,
    host,
    calls,
    close: async () => {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}
