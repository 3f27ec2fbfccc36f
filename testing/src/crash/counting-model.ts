import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, answerFor, answerWithCalls } from '../fake-model/answer.ts'
import { callDeltas } from '../fake-model/calls.ts'
import type { Moments } from './moments.ts'
import type { Random } from './random.ts'
import { wishIn } from './shop-tools.ts'

const wordEveryMs = 25

/**
 * An OpenAI-compatible server that never says the same twice, so that the pieces of two attempts at one answer cannot
 * be taken for each other. It calls the tools that the customer asks for, one message after the other.
 */
export const startCountingModel = async (random: Random, moments: Moments) => {
  let calls = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      calls++
      const wish = nextCall(JSON.parse(Buffer.concat(parts).toString()))
      if (wish) {
        const deltas = callDeltas([wish], String(calls))
        const say = random.chance(0.5) ? `Call ${calls} says: one moment.` : ''
        return speak(response, answerWithCalls('counting', say, { deltas }, true), moments)
      }
      const words = Array.from({ length: random.between(10, 80) }, (_, index) => `${calls}.${index}`)
      const say = `Call ${calls} says ${words.join(' ')}`
      const answer = answerFor({ model: 'counting', tokens: 0, say, cites: false, withUsage: true })
      speak(response, answer, moments)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

type Body = { messages?: { role: string; content?: unknown }[]; tools?: unknown[] }

const nextCall = ({ messages = [], tools = [] }: Body) => {
  const asked = messages.findLastIndex(({ role }) => role === 'user')
  const { reference, names } = wishIn(JSON.stringify(messages[asked]?.content ?? ''))
  const made = messages.slice(asked + 1).filter(({ role }) => role === 'tool').length
  const name = names[made]
  return name && tools.length > 0 ? { name, arguments: { reference } } : undefined
}

const speak = (response: ServerResponse, answer: Answer, moments: Moments) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  let next = 0
  const timer = setInterval(() => {
    const event = answer.events[next++]
    if (event) return response.write(event)
    clearInterval(timer)
    response.end(answer.ending)
    moments.emit('last-word')
  }, wordEveryMs)
  response.on('close', () => clearInterval(timer))
}
