import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

type Value = { stringValue?: string; intValue?: string; doubleValue?: number; boolValue?: boolean; arrayValue?: object }
type Attribute = { key: string; value: Value }
type Sent = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: SentSpan[] }[] }[]
}
type SentSpan = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: Attribute[]
  status: { code?: number }
}

export type ReceivedSpan = Omit<SentSpan, 'attributes'> & { attributes: Record<string, unknown>; service: unknown }

export type OtlpReceiver = {
  /** What OTEL_EXPORTER_OTLP_ENDPOINT is set to. */
  endpoint: string
  spans: ReceivedSpan[]
  headers: IncomingHttpHeaders[]
  /** Everything that came in, as text. */
  said(): string
  /** From now on every request is answered with this status. */
  answerWith(status: number): void
  close(): Promise<void>
}

/** A collector for traces, on loopback, that speaks OTLP over HTTP in JSON. */
export const startOtlpReceiver = async (): Promise<OtlpReceiver> => {
  const spans: ReceivedSpan[] = []
  const headers: IncomingHttpHeaders[] = []
  const bodies: unknown[] = []
  let status = 200
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Sent
    if (request.method !== 'POST' || request.url !== '/v1/traces') return response.writeHead(404).end()
    headers.push(request.headers)
    bodies.push(body)
    if (status === 200) spans.push(...spansIn(body))
    return response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    headers,
    said: () => JSON.stringify(bodies),
    answerWith: given => {
      status = given
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}

const spansIn = ({ resourceSpans }: Sent): ReceivedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(scope => scope.spans)
      .map(span => ({
        ...span,
        attributes: plain(span.attributes),
        service: plain(resource.attributes)['service.name'],
      })),
  )

const plain = (attributes: Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]))

const plainValue = ({ stringValue, intValue, doubleValue, boolValue, arrayValue }: Value) =>
  stringValue ?? (intValue === undefined ? undefined : Number(intValue)) ?? doubleValue ?? boolValue ?? arrayValue
