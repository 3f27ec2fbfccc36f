import { extractiveModel } from '@frontdesk/platform/models/extractive'
import { type EmbeddingModel, ModelFailure } from '@frontdesk/platform/models/port'
import { testPlatform } from '@frontdesk/testing/platform'
import { world } from '@frontdesk/testing/world'
import { expect, test } from 'vitest'
import type { Ctx } from '#context'
import { countWaitingForVectors, embeddingIdle, wakeEmbedder } from './embed.ts'
import { readNearest } from './nearest-store.ts'
import { processingIdle } from './process.ts'
import { pushDocuments } from './push.ts'
import { retrieve } from './retrieve.ts'

/** Counts letters, which is meaning enough here; can be away, refuse a word, or be exchanged for another. */
const letters = (id: string, dimensions: number) => {
  const model = { id, away: false, refuses: undefined as string | undefined, asked: 0, embed: embedIn }
  async function embedIn(texts: string[]) {
    model.asked += texts.length
    if (model.away) throw new ModelFailure('server', 'The model is away.')
    if (texts.some(text => model.refuses && text.includes(model.refuses)))
      throw new ModelFailure('bad-request', 'The model does not take this text.')
    return texts.map(text => {
      const vector = new Float32Array(dimensions).fill(0.01)
      for (const letter of text.toLowerCase()) {
        const at = letter.charCodeAt(0) % dimensions
        vector[at] = (vector[at] ?? 0) + 1
      }
      return vector
    })
  }
  return model
}

const desk = async (embedding: EmbeddingModel) => {
  const models = { defaultName: 'extractive', named: () => extractiveModel, embedding }
  return world(await testPlatform({ models }))
}

const push = async (ctx: Ctx, ...texts: string[]) => {
  await pushDocuments(
    ctx,
    texts.map((text, index) => ({ externalId: `d${index}`, format: 'markdown' as const, text })),
  )
  await processingIdle(ctx.platform)
}

const nearTo = (ctx: Ctx, embedding: EmbeddingModel, text: string) =>
  embedding
    .embed([text])
    .then(([vector = new Float32Array()]) => readNearest(ctx, { vector, model: embedding.id, limit: 10, own: 10 }))

test('a document that is ready has its vectors', async () => {
  const model = letters('fake/a', 32)
  const { olivia } = await desk(model)
  await push(olivia.ctx, 'Refunds take five days.', 'Bikes are sent assembled.')
  expect(await nearTo(olivia.ctx, model, 'refunds')).toHaveLength(2)
  expect(await countWaitingForVectors(olivia.ctx)).toBe(0)
})

test('while the embedding model is away documents are found by words, and their vectors come later', async () => {
  const model = letters('fake/b', 32)
  const { olivia } = await desk(model)
  model.away = true
  await push(olivia.ctx, 'Refunds take five days.')
  expect((await retrieve(olivia.ctx, { query: 'refunds', history: [], limit: 5 })).passages).toHaveLength(1)
  expect(await countWaitingForVectors(olivia.ctx)).toBe(1)
  model.away = false
  wakeEmbedder(olivia.ctx.platform)
  await embeddingIdle(olivia.ctx.platform)
  expect(await countWaitingForVectors(olivia.ctx)).toBe(0)
  expect(await nearTo(olivia.ctx, model, 'refunds')).toHaveLength(1)
})

test('after the model was exchanged everything gets new vectors, once, and the old ones are not compared', async () => {
  const [old, young] = [letters('fake/old', 32), letters('fake/young', 48)]
  const { olivia } = await desk(old)
  await push(olivia.ctx, 'Refunds take five days.', 'Bikes are sent assembled.')
  const models = { ...olivia.ctx.platform.models, embedding: young }
  const platform = { ...olivia.ctx.platform, models }
  const ctx = { ...olivia.ctx, platform }
  expect(await nearTo(ctx, young, 'refunds')).toEqual([])
  wakeEmbedder(platform)
  await embeddingIdle(platform)
  expect(await nearTo(ctx, young, 'refunds')).toHaveLength(2)
  expect(await nearTo(ctx, old, 'refunds')).toEqual([])
  const { asked } = young
  wakeEmbedder(platform)
  await embeddingIdle(platform)
  expect(young.asked).toBe(asked)
})

test('a text that the model refuses keeps no other from its vector', async () => {
  const model = letters('fake/d', 32)
  const { olivia } = await desk(model)
  model.refuses = 'unspeakable'
  await push(olivia.ctx, 'Refunds take five days.', 'This is unspeakable.', 'Bikes are sent assembled.')
  expect(await nearTo(olivia.ctx, model, 'refunds')).toHaveLength(2)
  expect(await countWaitingForVectors(olivia.ctx)).toBe(1)
})
