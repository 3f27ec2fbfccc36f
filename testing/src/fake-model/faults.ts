import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'

const streamHeaders = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }

const sayError = (response: ServerResponse, status: number, error: object, retryAfter?: string) => {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  })
  response.end(JSON.stringify({ error }))
}

const errorEvent = 'data: {"error":{"message":"The server had an error","type":"server_error","code":null}}\n\n'

// Faults in mid-stream wait until the text before them was surely read.
const afterTextMs = 30

/** Ways to go wrong; those that keep the line open end when the client hangs up or the server closes. */
const faults: Record<string, (response: ServerResponse, answer: Answer) => void> = {
  'spend-cap': response =>
    sayError(response, 429, {
      message: 'You exceeded your current quota, please check your plan and billing details.',
      type: 'insufficient_quota',
      param: null,
      code: 'insufficient_quota',
    }),
  reset: response => response.destroy(),
  silence: () => {},
  'silence-after-headers': response => {
    response.writeHead(200, streamHeaders)
    response.flushHeaders()
  },
  'silence-mid-stream': (response, answer) => {
    response.writeHead(200, streamHeaders)
    response.write(Buffer.concat(firstHalf(answer)))
  },
  'byte-per-second': (response, answer) => {
    response.writeHead(200, streamHeaders)
    let sent = 0
    const timer = setInterval(() => response.write(answer.whole.subarray(sent, ++sent)), 1_000)
    response.write(answer.whole.subarray(sent, ++sent))
    response.on('close', () => clearInterval(timer))
  },
  cut: (response, answer) => {
    response.writeHead(200, streamHeaders)
    const half = Buffer.concat(firstHalf(answer))
    response.write(half.subarray(0, half.length - 9))
    setTimeout(() => response.destroy(), afterTextMs)
  },
  'cut-before-text': (response, answer) => {
    response.writeHead(200, streamHeaders)
    response.write(answer.whole.subarray(0, 30), () => response.destroy())
  },
  'end-early': (response, answer) => {
    response.writeHead(200, streamHeaders)
    response.write(Buffer.concat(firstHalf(answer)))
    setTimeout(() => response.end(), afterTextMs)
  },
  malformed: response => {
    response.writeHead(200, streamHeaders)
    response.end('data: {"id":"chatcmpl-fake","choices":[{"index":0,"delta":{"content":"You\n\ndata: [DONE]\n\n')
  },
  'not-a-stream': response => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>Welcome to the proxy</title>')
  },
  'error-event': response => {
    response.writeHead(200, streamHeaders)
    response.end(errorEvent)
  },
  'error-event-mid-stream': (response, answer) => {
    response.writeHead(200, streamHeaders)
    response.write(Buffer.concat(firstHalf(answer)))
    setTimeout(() => response.end(errorEvent), afterTextMs)
  },
  empty: (response, answer) => {
    response.writeHead(200, streamHeaders)
    response.end(answer.ending)
  },
}

const firstHalf = (answer: Answer) => answer.events.slice(0, Math.ceil(answer.events.length / 2))

/** Answers with `http-<status>` or one of the faults by name. Throws on a name it does not know. */
export function goWrong(fault: string, response: ServerResponse, answer: Answer, retryAfter: string | undefined): void {
  const status = /^http-(\d{3})$/.exec(fault)?.[1]
  if (status) {
    const message = `The fake model was asked to answer ${status}`
    sayError(response, Number(status), { message, type: 'fake_error', param: null, code: null }, retryAfter)
    return
  }
  const misbehave = faults[fault]
  if (!misbehave) throw new Error(`The fake model knows no fault "${fault}"`)
  misbehave(response, answer)
}
