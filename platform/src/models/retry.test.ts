import { done, failing, hasty, hear, played, says } from '@frontdesk/testing/played-model'
import { expect, test } from 'vitest'
import { pause } from './attempt.ts'
import type { LanguageModel } from './port.ts'
import { asModelFailure, retryAfterMs } from './provider-failure.ts'
import { withRetries } from './retry.ts'
import { withEmbeddingRetries } from './retry-embedding.ts'

test('five failures in a row give the provider a rest, one call finds out whether it is back', async () => {
  const down = Array.from({ length: 5 }, () => [failing('network')])
  const provider = played(...down, [says('Back'), done])
  const model = withRetries(provider, { ...hasty, attempts: 1, breaker: { failures: 5, halfOpenAfterMs: 80 } })
  for (let call = 0; call < 5; call++) await expect(hear(model)).rejects.toMatchObject({ kind: 'network' })
  await expect(hear(model)).rejects.toMatchObject({ kind: 'overloaded', retryAfterMs: 80 })
  expect(provider.asked).toHaveLength(5)
  await new Promise(rested => setTimeout(rested, 100))
  expect(await hear(model)).toBe('Back')
})

test('failures that say nothing about the provider’s health give it no rest', async () => {
  const provider = played([failing('bad-request')])
  const model = withRetries(provider, hasty)
  for (let call = 0; call < 8; call++) await expect(hear(model)).rejects.toMatchObject({ kind: 'bad-request' })
  expect(provider.asked).toHaveLength(8)
})

test('all attempts and waits together end with the step', async () => {
  const started = performance.now()
  const model = withRetries(played(['silence']), {
    ...hasty,
    attempts: 50,
    breaker: { failures: 99, halfOpenAfterMs: 1 },
  })
  await expect(hear(model)).rejects.toMatchObject({ kind: 'timeout' })
  expect(performance.now() - started).toBeGreaterThan(300)
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('tokens that keep coming keep the stream alive beyond every limit but the step’s', async () => {
  const slow: LanguageModel = {
    provider: 'slow',
    async stream(_request, tell) {
      for (let token = 0; token < 6; token++) {
        await new Promise(soon => setTimeout(soon, 25))
        tell('.')
      }
      return done
    },
  }
  expect(await hear(withRetries(slow, hasty))).toBe('......')
})

test('stopping during a wait ends it at once with the reason given', async () => {
  const stop = new AbortController()
  const reason = new Error('Vera pressed stop')
  const model = withRetries(played([failing('rate-limit', 290)]), hasty)
  setTimeout(() => stop.abort(reason), 20)
  const started = performance.now()
  await expect(hear(model, stop.signal)).rejects.toBe(reason)
  expect(performance.now() - started).toBeLessThan(280)
})

test('embeddings are made in calls of 96 and only the failed call is repeated', async () => {
  const sizes: number[] = []
  const model = withEmbeddingRetries(
    {
      id: 'counting',
      async embed(texts) {
        sizes.push(texts.length)
        if (sizes.length === 2) throw failing('server')
        return texts.map(text => Float32Array.of(text.length))
      },
    },
    hasty,
  )
  const vectors = await model.embed(Array.from({ length: 100 }, (_, index) => 'x'.repeat(index)))
  expect(sizes).toEqual([96, 4, 4])
  expect(vectors.map(vector => vector[0])).toEqual(Array.from({ length: 100 }, (_, index) => index))
})

test('a time to wait is read from seconds, milliseconds and dates', () => {
  expect(retryAfterMs({ 'retry-after': '2' })).toBe(2_000)
  expect(retryAfterMs({ 'retry-after-ms': '150', 'retry-after': '2' })).toBe(150)
  const now = Date.parse('2026-11-23T08:00:00Z')
  expect(retryAfterMs({ 'retry-after': 'Mon, 23 Nov 2026 08:00:05 GMT' }, now)).toBe(5_000)
  expect(retryAfterMs({ 'retry-after': 'soon' })).toBeUndefined()
  expect(asModelFailure(new TypeError('fetch failed'))).toMatchObject({ kind: 'network' })
})

test('a model that is seen to think is not taken for silent, and what it thinks is not heard', async () => {
  const thinker: LanguageModel = {
    provider: 'thinker',
    async stream(request, tell) {
      for (let thought = 0; thought < 6; thought++) {
        await pause(25, request.signal)
        request.onThought?.()
      }
      tell('Well.')
      return done
    },
  }
  expect(await hear(withRetries(thinker, hasty))).toBe('Well.')
})

test('a model that may think unseen is waited for longer before its first word', async () => {
  const slow: LanguageModel = {
    provider: 'slow',
    async stream({ signal }, tell) {
      await pause(150, signal)
      tell('Well.')
      return done
    },
  }
  const patient = withRetries(slow, { ...hasty, attempts: 1, firstThoughtMs: 300 })
  await expect(hear(patient)).rejects.toMatchObject({ kind: 'timeout' })
  const named: LanguageModel = {
    provider: 'slow',
    stream: (request, tell) => patient.stream({ ...request, model: 'openai/gpt-5-mini' }, tell),
  }
  expect(await hear(named)).toBe('Well.')
})
