import { z } from 'zod'

export type TelemetryConfig = {
  /** Where traces are posted to. */
  url: string
  headers: Record<string, string>
  serviceName: string
  withContent: boolean
}

const pair = /^\s*([^\s=,]+)\s*=\s*([^,]*?)\s*$/

export const TelemetrySettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'an address that starts with http:// or https://' })
    .optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .refine(all => all.split(',').every(each => pair.test(each)), 'headers such as api-key=abc, divided by commas')
    .default(''),
  OTEL_SERVICE_NAME: z.string().default('frontdesk'),
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false'], 'true or false'))
    .default('false'),
}

type Settings = z.output<z.ZodObject<typeof TelemetrySettings>>

/** Absent: nobody is told how long things take. */
export const telemetryOf = (settings: Settings): TelemetryConfig | undefined => {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT
  if (!endpoint) return undefined
  return {
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: headersOf(settings.OTEL_EXPORTER_OTLP_HEADERS),
    serviceName: settings.OTEL_SERVICE_NAME,
    withContent: settings.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT === 'true',
  }
}

// Values are written as in a URL, so that they may hold commas.
const headersOf = (written: string) =>
  Object.fromEntries(
    written.split(',').flatMap(each => {
      const [, name, value = ''] = pair.exec(each) ?? []
      return name ? [[name, decoded(value)]] : []
    }),
  )

const decoded = (value: string) => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
