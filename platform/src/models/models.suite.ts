import { expect, test } from 'vitest'
import type { EmbeddingModel, LanguageModel, ModelRequest } from './port.ts'

const passages = [
  { number: 1, title: 'Parcels', text: 'A parcel arrives within three days. You can follow it online.', score: 1 },
]

const ask = (question: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: 'gpt-4o-mini',
  messages: [
    { role: 'system', content: 'Answer from the passages.\n[[1]] Parcels: A parcel arrives within three days.' },
    { role: 'user', content: question },
  ],
  passages,
  question,
  answerable: true,
  signal: new AbortController().signal,
  ...more,
})

async function hear(model: LanguageModel, request: ModelRequest) {
  const pieces: string[] = []
  const finish = await model.stream(request, text => pieces.push(text))
  return { pieces, text: pieces.join(''), finish }
}

export function languageModelSuite(name: string, model: LanguageModel): void {
  test(`${name}: an answer is text, never empty, and then a finish`, async () => {
    const { pieces, finish } = await hear(model, ask('When does my parcel arrive?'))
    expect(finish).toMatchObject({ reason: 'stop', model: expect.stringMatching(/./) })
    expect(pieces.length).toBeGreaterThan(0)
    expect(pieces).not.toContain('')
  })

  test(`${name}: an answer cites the passage it stands on`, async () => {
    expect((await hear(model, ask('When does my parcel arrive?'))).text).toContain('[[1]]')
  })

  test(`${name}: what an answer cost is counted in whole tokens, none if unknown`, async () => {
    const { finish } = await hear(model, ask('When does my parcel arrive?'))
    const counts = Object.values(finish.usage)
    expect(counts).toHaveLength(2)
    expect(counts.every(count => Number.isInteger(count) && count >= 0)).toBe(true)
  })

  test(`${name}: a question that was stopped beforehand is not answered, for the reason given`, async () => {
    const reason = new Error('Vera pressed stop')
    await expect(hear(model, ask('When?', { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason)
  })

  test(`${name}: stopping in mid-answer ends it with the reason given, and nothing more is told`, async () => {
    const stop = new AbortController()
    const reason = new Error('Vera pressed stop')
    let pieces = 0
    const question = 'When does my parcel arrive? {{tokens=50 delay=5}}'
    const answer = model.stream(ask(question, { signal: stop.signal }), () => {
      pieces += 1
      stop.abort(reason)
    })
    await expect(answer).rejects.toBe(reason)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(pieces).toBe(1)
  })

  test(`${name}: answers given at once do not mix`, async () => {
    const { text } = await hear(model, ask('When does my parcel arrive?'))
    const together = await Promise.all(
      Array.from({ length: 20 }, () => hear(model, ask('When does my parcel arrive?'))),
    )
    expect(new Set(together.map(each => each.text))).toEqual(new Set([text]))
  })
}

export function embeddingModelSuite(name: string, model: EmbeddingModel): void {
  const near = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)

  test(`${name}: every text gets its vector, in order, all of one length`, async () => {
    const texts = Array.from({ length: 120 }, (_, index) => `Parcel number ${index}`)
    const vectors = await model.embed(texts)
    expect(vectors).toHaveLength(120)
    expect(new Set(vectors.map(vector => vector.length)).size).toBe(1)
    expect(near(vectors[77], (await model.embed(['Parcel number 77']))[0])).toBeCloseTo(1, 4)
  })

  test(`${name}: alike texts lie near`, async () => {
    const texts = ['How do I get a refund?', 'I would like a refund', 'Sunny with light wind']
    const [refund, again, weather] = await model.embed(texts)
    expect(near(refund, again)).toBeGreaterThan(near(refund, weather) + 0.2)
  })

  test(`${name}: no text makes no vector`, async () => {
    expect(await model.embed([])).toEqual([])
  })

  test(`${name}: a stopped embedding ends with the reason given`, async () => {
    const reason = new Error('Vera pressed stop')
    await expect(model.embed(['Parcel'], AbortSignal.abort(reason))).rejects.toBe(reason)
  })
}
