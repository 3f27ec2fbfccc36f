export type SpanValue = string | number | boolean | readonly string[]
export type Attributes = Record<string, SpanValue | undefined>

/** Something that takes time and is told of when it is over. */
export interface Span {
  readonly traceId: string
  readonly spanId: string
  set(attributes: Attributes): void
  /** `errorType`: a short word for what went wrong, as `error.type` has it. */
  end(errorType?: string): void
}

export type SpanStart = {
  name: string
  kind: 'internal' | 'client'
  /** The span that this is a part of, or the UUID that names the trace. */
  within: Span | string
  attributes: Attributes
}

/** Tells a collector of the operator's how long things took. Nothing waits for it, and nothing fails because of it. */
export interface Telemetry {
  /** Whether what people and models said goes along. */
  readonly withContent: boolean
  begin(start: SpanStart): Span
  /** Sends what is still to be sent. */
  close(): Promise<void>
}
