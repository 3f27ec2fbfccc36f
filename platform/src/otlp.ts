import { randomBytes } from 'node:crypto'
import type { Log } from './log.ts'
import type { Attributes, Span, SpanStart, SpanValue, Telemetry } from './telemetry.ts'
import type { TelemetryConfig } from './telemetry-config.ts'

const everyMs = 2_000
const mostAtOnce = 500
const mostWaiting = 5_000
const patienceMs = 10_000

const kinds = { internal: 1, client: 3 }
const failed = 2

type Ended = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: object[]
  status: object
}

/** Sends spans by OTLP over HTTP, as JSON, every two seconds. What a collector does not take is given up. */
export const createOtlpTelemetry = (config: TelemetryConfig, log: Log): Telemetry => {
  let waiting: Ended[] = []
  let sending: Promise<void> = Promise.resolve()
  let lost = 0
  const resource = { attributes: attributesOf({ 'service.name': config.serviceName }) }

  const post = async (spans: Ended[]) => {
    const body = { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'frontdesk' }, spans }] }] }
    const response = await fetch(config.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...config.headers },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`The collector answered ${response.status}`)
  }

  const flush = async () => {
    for (let spans = waiting.splice(0, mostAtOnce); spans.length > 0; spans = waiting.splice(0, mostAtOnce)) {
      try {
        await post(spans)
      } catch (error) {
        // Whatever waits behind them would meet the same.
        lost += spans.length + waiting.length
        waiting = []
        log.warn('Traces could not be sent', { error, lost })
      }
    }
  }
  const send = () => {
    sending = sending.then(flush)
    return sending
  }
  const timer = setInterval(() => void (waiting.length > 0 && send()), everyMs).unref()

  const keep = (span: Ended) => {
    if (waiting.length < mostWaiting) waiting.push(span)
    else lost += 1
  }

  return {
    withContent: config.withContent,
    begin: start => beginSpan(start, keep),
    close: async () => {
      clearInterval(timer)
      await send()
    },
  }
}

const beginSpan = ({ name, kind, within, attributes }: SpanStart, keep: (span: Ended) => void): Span => {
  const isPart = typeof within !== 'string'
  const traceId = isPart ? within.traceId : within.replaceAll('-', '')
  const spanId = randomBytes(8).toString('hex')
  const startTimeUnixNano = nowNano()
  const told = { ...attributes }
  let isOver = false
  return {
    traceId,
    spanId,
    set: more => void Object.assign(told, more),
    end: errorType => {
      if (isOver) return
      isOver = true
      keep({
        traceId,
        spanId,
        ...(isPart ? { parentSpanId: within.spanId } : {}),
        name,
        kind: kinds[kind],
        startTimeUnixNano,
        endTimeUnixNano: nowNano(),
        attributes: attributesOf({ ...told, 'error.type': errorType }),
        status: errorType ? { code: failed } : {},
      })
    },
  }
}

// Nanoseconds do not fit a number; microseconds do, and are as fine as the clock is.
const nowNano = () => `${Math.round((performance.timeOrigin + performance.now()) * 1_000)}000`

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: wrapped(value) }]))

const wrapped = (value: SpanValue): object => {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  return { arrayValue: { values: value.map(each => ({ stringValue: each })) } }
}
