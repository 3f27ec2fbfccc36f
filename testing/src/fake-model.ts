import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { type Answer, answerFor, answerWithCalls } from './fake-model/answer.ts'
import { callDeltas, messageOfPlan } from './fake-model/calls.ts'
import { embed } from './fake-model/embedding.ts'
import { goWrong } from './fake-model/faults.ts'
import { messageOfOrders, type Order } from './fake-model/orders.ts'
import { markerIn, plainScript, readScript, type Script } from './fake-model/script.ts'

type FakeModelOptions = {
  port?: number
  tokens?: number
  tokenDelayMs?: number
  /** Scripts by model name, in the words of a marker: `{ 'gpt-flaky': 'fault=http-503 times=1' }`. */
  models?: Record<string, string>
  /** The call log keeps this many of the latest calls. */
  callsKept?: number
}

type Body = { model?: string; messages?: { role: string; content: string }[]; input?: string | string[] } & Record<
  string,
  unknown
>

type FakeCall = { path: string; at: number; authorization: string | undefined; raw: Buffer; readonly body: Body }

export type FakeModel = {
  /** What OPENAI_BASE_URL is set to. */
  url: string
  port: number
  calls: FakeCall[]
  /** Calls since the start or the last reset, also those the log has dropped. */
  callCount(): number
  /** Answers being sent right now. */
  openAnswers(): number
  /** From now on it obeys whatever it reads, as these say; a plan comes first. */
  obey(orders: readonly Order[]): void
  reset(): void
  close(): Promise<void>
}

const parseBody = (raw: Buffer): Body => (raw.length === 0 ? {} : JSON.parse(raw.toString()))

const lastUserMessage = (body: Body) => {
  const message = body.messages?.findLast(each => each.role === 'user')?.content
  return typeof message === 'string' ? message : JSON.stringify(message ?? '')
}

/** Faults that still give an answer, and the reason it ends with. */
const endings: Record<string, string> = { 'content-filter': 'content_filter', length: 'length', 'no-usage': 'stop' }

/** Prompts number their passages in one of these ways. */
const numbered = ['[[1]]', '\\"1\\"', '\\n[1] ', '"[1] ']

const sendJson = (response: ServerResponse, status: number, body: unknown) => {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

const streamHeaders = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }

function sendPaced(response: ServerResponse, answer: Answer, delayMs: number) {
  let next = 0
  const step = () => {
    const event = answer.events[next++]
    if (response.destroyed) return
    if (!event) return response.end(answer.ending)
    response.write(event)
    setTimeout(step, delayMs)
  }
  response.writeHead(200, streamHeaders)
  step()
}

/** An OpenAI-compatible server on loopback that answers without a model, goes wrong on request, and remembers its calls. */
export async function startFakeModel(options: FakeModelOptions = {}): Promise<FakeModel> {
  const base: Script = {
    ...plainScript,
    tokens: options.tokens ?? plainScript.tokens,
    tokenDelayMs: options.tokenDelayMs ?? plainScript.tokenDelayMs,
  }
  const scripts = new Map(Object.entries(options.models ?? {}).map(([name, words]) => [name, readScript(words, base)]))
  const callsKept = options.callsKept ?? 200
  const timesFaulted = new Map<string, number>()
  const calls: FakeCall[] = []
  let callCount = 0
  let orders: readonly Order[] = []
  let openAnswers = 0

  const remember = (request: IncomingMessage, raw: Buffer) => {
    callCount++
    let parsed: Body | undefined
    calls.push({
      path: request.url ?? '',
      at: performance.now(),
      authorization: request.headers.authorization,
      raw,
      get body() {
        parsed ??= parseBody(raw)
        return parsed
      },
    })
    if (calls.length > callsKept * 2) calls.splice(0, calls.length - callsKept)
  }

  const faultOf = (script: Script, asked: string) => {
    if (!script.fault) return undefined
    const already = timesFaulted.get(asked) ?? 0
    timesFaulted.set(asked, already + 1)
    return already < script.times ? script.fault : undefined
  }

  const complete = (response: ServerResponse, raw: Buffer) => {
    const model = /"model":\s*"([^"]*)"/.exec(raw.toString('latin1', 0, 400))?.[1] ?? 'fake'
    const marked = raw.includes('{{') ? lastUserMessage(parseBody(raw)) : ''
    const marker = markerIn(marked)
    const named = scripts.get(model) ?? base
    const script = marker === undefined ? named : readScript(marker, named)
    const withUsage = script.fault !== 'no-usage' && raw.includes('"include_usage":true')
    const ordered = orders.length > 0 ? messageOfOrders(orders, parseBody(raw)) : undefined
    const planned = script.plan ? messageOfPlan(script.plan, parseBody(raw)) : ordered
    const answer = planned?.calls
      ? answerWithCalls(
          model,
          planned.say ?? '',
          { deltas: callDeltas(planned.calls, String(callCount)), thoughts: script.thoughts },
          withUsage,
        )
      : answerFor({
          model,
          tokens: script.tokens,
          say: planned?.say ?? script.say,
          cites: numbered.some(mark => raw.includes(mark)),
          withUsage,
          thoughts: script.thoughts,
          finish: endings[script.fault ?? ''] ?? 'stop',
        })
    const fault = faultOf(script, marked || model)
    if (fault && !(fault in endings)) return goWrong(fault, response, answer, script.retryAfter)
    if (!raw.includes('"stream":true')) {
      const message = { role: 'assistant', content: answer.text, refusal: null }
      const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }]
      return sendJson(response, 200, {
        id: 'chatcmpl-fake',
        object: 'chat.completion',
        created: 1,
        model,
        choices,
        usage: answer.usage,
      })
    }
    if (script.tokenDelayMs > 0) return sendPaced(response, answer, script.tokenDelayMs)
    response.writeHead(200, streamHeaders)
    response.end(answer.whole)
  }

  const embeddings = (response: ServerResponse, raw: Buffer) => {
    const body = parseBody(raw)
    const inputs = Array.isArray(body.input) ? body.input : [body.input ?? '']
    const marker = markerIn(inputs[0] ?? '') ?? undefined
    const script = marker === undefined ? (scripts.get(body.model ?? '') ?? base) : readScript(marker, base)
    const fault = faultOf(script, inputs[0] ?? '')
    if (fault)
      return goWrong(
        fault,
        response,
        answerFor({ model: '', tokens: 1, say: '', cites: false, withUsage: false }),
        script.retryAfter,
      )
    const data = inputs.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) }))
    sendJson(response, 200, {
      object: 'list',
      model: body.model,
      data,
      usage: { prompt_tokens: inputs.length, total_tokens: inputs.length },
    })
  }

  const respond = (request: IncomingMessage, response: ServerResponse, raw: Buffer) => {
    try {
      if (request.method === 'POST' && request.url === '/v1/chat/completions') complete(response, raw)
      else if (request.method === 'POST' && request.url === '/v1/embeddings') embeddings(response, raw)
      else if (request.method === 'GET' && request.url === '/v1/models')
        sendJson(response, 200, {
          object: 'list',
          data: ['fake', ...scripts.keys()].map(id => ({ id, object: 'model' })),
        })
      else sendJson(response, 404, { error: { message: 'No such address', type: 'invalid_request_error' } })
    } catch (error) {
      sendJson(response, 400, { error: { message: String(error), type: 'invalid_request_error' } })
    }
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const parts: Buffer[] = []
    openAnswers++
    response.on('close', () => openAnswers--)
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
      remember(request, raw)
      respond(request, response, raw)
    })
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, '127.0.0.1', 4_096, listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    calls,
    callCount: () => callCount,
    openAnswers: () => openAnswers,
    obey: given => {
      orders = given
    },
    reset() {
      calls.length = 0
      callCount = 0
      timesFaulted.clear()
    },
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, tokens: { type: 'string' }, delay: { type: 'string' } },
  })
  const fake = await startFakeModel({
    port: Number(values.port ?? 4010),
    tokens: Number(values.tokens ?? 20),
    tokenDelayMs: Number(values.delay ?? 0),
  })
  process.stdout.write(`fake model on ${fake.url}\n`)
}
