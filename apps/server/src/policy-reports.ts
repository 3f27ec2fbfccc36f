import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientAddress } from '@frontdesk/api/client-address'
import type { Platform } from '@frontdesk/platform/platform'

const mostBytes = 16 * 1024
const perMinute = { capacity: 10, refillPerSecond: 10 / 60 }

/**
 * Takes what browsers say that a page tried and its policy forbade, and writes it to the log with a running count.
 * Anybody may send anything: of each address ten a minute are read, and a word of what they say is believed by nobody.
 */
export const createPolicyReports = (platform: Platform) => {
  let count = 0
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const end = (status: number) => response.writeHead(status, { 'content-type': 'text/plain' }).end()
    if (request.method !== 'POST') return void end(405)
    const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    const address = clientAddress(platform, { incoming: request }, forwarded)
    const { allowed } = await platform.rateLimit.take(`policy-reports:${address}`, perMinute)
    if (!allowed) return void end(429)
    const report = reportIn(await readText(request).catch(() => undefined))
    if (!report) return void end(400)
    count += 1
    platform.log.warn('A page tried what its policy forbids', { ...report, address, count })
    end(204)
  }
}

const readText = async (request: IncomingMessage): Promise<string | undefined> => {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > mostBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const reportIn = (text: string | undefined) => {
  try {
    const report: unknown = JSON.parse(text ?? '')['csp-report']
    if (typeof report !== 'object' || report === null) return undefined
    const said = report as Record<string, unknown>
    return {
      directive: word(said['effective-directive'] ?? said['violated-directive']),
      blocked: word(said['blocked-uri']),
      page: word(said['document-uri']),
    }
  } catch {
    return undefined
  }
}

// What follows a question mark may be somebody's, and is nobody's business here.
const word = (value: unknown) => (typeof value === 'string' ? (value.split(/[?#]/, 1)[0] ?? '').slice(0, 200) : '')
