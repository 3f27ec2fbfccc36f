import type { Tool } from '@frontdesk/contract/tools'
import { readConfig } from '@frontdesk/platform/config'
import { silentLog } from '@frontdesk/platform/log'
import { createOtlpTelemetry } from '@frontdesk/platform/otlp'
import type { Telemetry } from '@frontdesk/platform/telemetry'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { type OtlpReceiver, startOtlpReceiver } from '@frontdesk/testing/otlp-receiver'
import { startToolServer, type ToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, onTestFinished, test } from 'vitest'

let shop: ToolServer
let collector: OtlpReceiver
let desk: ChatDesk
let listening: Telemetry

beforeAll(async () => {
  collector = await startOtlpReceiver()
  shop = await startToolServer(({ path }) =>
    path === '/broken' ? { status: 500 } : { body: { carrier: 'Snail Mail' } },
  )
  listening = telemetryWith()
  // The same desk with one operator's wishes after another's.
  const telemetry: Telemetry = {
    get withContent() {
      return listening.withContent
    },
    begin: start => listening.begin(start),
    close: () => listening.close(),
  }
  desk = await chatDesk([shop.host], { telemetry })
  await giveTools()
  return () => Promise.all([collector.close(), shop.close()]).then(() => {})
})

const telemetryWith = (more: Record<string, string> = {}): Telemetry => {
  const { telemetry } = readConfig({
    FRONTDESK_SECRET: 'a secret of tests, as long as it has to be',
    OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.endpoint}/`,
    ...more,
  })
  if (!telemetry) throw new Error('Nobody listens')
  return createOtlpTelemetry(telemetry, silentLog)
}

const giveTools = async () => {
  const { key } = desk.world.olivia
  const toolIds: string[] = []
  for (const name of ['look', 'broken']) {
    const request = { url: `${shop.url}/${name}` }
    const parameters = { type: 'object', properties: { order: { type: 'string' } } }
    const body = { kind: 'http', name, effect: 'read', parameters, request }
    toolIds.push((await desk.api.ask<Tool>('POST /tools', { key, body })).id)
  }
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds } })
}

const plan = [
  {
    calls: [
      { name: 'look', arguments: { order: 'A-1001' } },
      { name: 'broken', arguments: {} },
    ],
  },
  { say: 'It comes by Snail Mail.' },
]
const question = `How long does a refund take? {{plan=${JSON.stringify(plan)}}}`

/** Asks while this listens; the spans of that turn. */
const ask = async (telemetry: Telemetry, asked = question) => {
  await listening.close()
  listening = telemetry
  const response = await desk.say(asked)
  const text = await response.text()
  await telemetry.close()
  const turnId = String(response.headers.get('x-turn-id'))
  const conversationId = response.headers.get('x-conversation-id')
  const spans = collector.spans.filter(({ traceId }) => traceId === turnId.replaceAll('-', ''))
  const called = (name: string) => spans.filter(span => span.name === name)
  return { text, conversationId, spans, called }
}

test('a turn is one trace under its own id: the agent, what it searched, each message of the model, and each call', async () => {
  const telemetry = telemetryWith({ OTEL_EXPORTER_OTLP_HEADERS: 'api-key=abc%2Cdef, x-team=desk' })
  const { conversationId, spans, called } = await ask(telemetry)
  expect(spans.map(({ name }) => name).toSorted()).toEqual([
    'chat fake',
    'chat fake',
    'execute_tool broken',
    'execute_tool look',
    'invoke_agent Juniper',
    'retrieval knowledge',
  ])
  const [turn] = called('invoke_agent Juniper')
  expect(turn).toMatchObject({
    kind: 1,
    service: 'frontdesk',
    status: {},
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.provider.name': 'openai',
      'gen_ai.agent.id': desk.agentId,
      'gen_ai.agent.name': 'Juniper',
      'gen_ai.conversation.id': conversationId,
      'gen_ai.usage.input_tokens': 200,
      'frontdesk.turn.status': 'completed',
    },
  })
  expect(turn?.parentSpanId).toBeUndefined()
  const parts = spans.filter(span => span !== turn)
  expect(parts.filter(({ parentSpanId }) => parentSpanId !== turn?.spanId)).toEqual([])
  expect(spans.filter(span => BigInt(span.endTimeUnixNano) < BigInt(span.startTimeUnixNano))).toEqual([])
  expect(
    called('chat fake').map(({ kind, attributes }) => [kind, attributes['gen_ai.response.finish_reasons']]),
  ).toEqual([
    [3, { values: [{ stringValue: 'tool-calls' }] }],
    [3, { values: [{ stringValue: 'stop' }] }],
  ])
  expect(called('execute_tool look')).toMatchObject([
    {
      status: {},
      attributes: { 'gen_ai.tool.name': 'look', 'gen_ai.tool.type': 'extension', 'frontdesk.tool.state': 'succeeded' },
    },
  ])
  expect(called('execute_tool broken')).toMatchObject([{ status: { code: 2 }, attributes: { 'error.type': '500' } }])
  expect(collector.headers.at(-1)).toMatchObject({ 'api-key': 'abc,def', 'x-team': 'desk' })
})

test('nothing that anybody said is told of, unless the operator wants it', async () => {
  await ask(telemetryWith())
  expect(collector.said()).not.toMatch(/refund|Snail|A-1001/)
  const { called } = await ask(
    telemetryWith({ OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'True', OTEL_SERVICE_NAME: 'northwind' }),
  )
  const [turn] = called('invoke_agent Juniper')
  expect(turn?.service).toBe('northwind')
  expect(turn?.attributes['gen_ai.output.messages']).toContain('It comes by Snail Mail.')
  expect(called('execute_tool look')[0]?.attributes).toMatchObject({
    'gen_ai.tool.call.arguments': '{"order":"A-1001"}',
    'gen_ai.tool.call.result': '{"carrier":"Snail Mail"}',
  })
  expect(called('retrieval knowledge')[0]?.attributes['gen_ai.retrieval.query.text']).toContain('refund')
  const [first] = called('chat fake')
  expect(JSON.parse(String(first?.attributes['gen_ai.output.messages']))).toMatchObject([
    {
      role: 'assistant',
      parts: [
        { type: 'tool_call', name: 'look' },
        { type: 'tool_call', name: 'broken' },
      ],
    },
  ])
})

test('a model that fails is an error of its span and of the turn’s', async () => {
  const { called } = await ask(telemetryWith(), 'Hello? {{fault=http-401}}')
  expect(called('chat fake')[0]).toMatchObject({
    status: { code: 2 },
    attributes: { 'error.type': 'authentication' },
  })
  expect(called('invoke_agent Juniper')[0]).toMatchObject({
    status: { code: 2 },
    attributes: { 'error.type': 'model-authentication', 'frontdesk.turn.status': 'failed' },
  })
})

test('a collector that refuses, or is away, costs traces and nothing else', async () => {
  collector.answerWith(503)
  onTestFinished(() => collector.answerWith(200))
  const before = collector.spans.length
  const [refused, away] = [telemetryWith(), telemetryWith({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })]
  for (const telemetry of [refused, away]) expect((await ask(telemetry)).text).toContain('Snail Mail')
  expect(collector.spans).toHaveLength(before)
})
