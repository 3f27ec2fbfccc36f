import { startFakeModel } from '@frontdesk/testing/fake-model'
import { afterAll } from 'vitest'
import { createSafeFetch } from '../safe-fetch.ts'
import { connectModels } from './connect.ts'
import { extractiveModel } from './extractive.ts'
import { embeddingModelSuite, languageModelSuite } from './models.suite.ts'
import { openAiEmbeddingModel, openAiLanguageModel } from './openai.ts'
import { withRetries } from './retry.ts'
import { withEmbeddingRetries } from './retry-embedding.ts'

const fake = await startFakeModel()
afterAll(() => fake.close())

const openai = openAiLanguageModel({ baseUrl: fake.url })

languageModelSuite('openai', openai)
languageModelSuite('openai with retries', withRetries(openai))
languageModelSuite('extractive', extractiveModel)

const outside = createSafeFetch({ privateHosts: [new URL(fake.url).host], resolve: async () => [] })
afterAll(() => outside.close())
const connection = { provider: 'openai-compatible', apiKey: '', baseUrl: fake.url } as const

languageModelSuite('a connection of an organization', await connectModels(connection, outside))

const embedding = openAiEmbeddingModel({ baseUrl: fake.url, model: 'text-embedding-3-small' })

embeddingModelSuite('openai embeddings', embedding)
embeddingModelSuite('openai embeddings with retries', withEmbeddingRetries(embedding))
