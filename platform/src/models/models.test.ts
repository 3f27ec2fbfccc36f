import { startFakeModel } from '@frontdesk/testing/fake-model'
import { afterAll } from 'vitest'
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

const embedding = openAiEmbeddingModel({ baseUrl: fake.url, model: 'text-embedding-3-small' })

embeddingModelSuite('openai embeddings', embedding)
embeddingModelSuite('openai embeddings with retries', withEmbeddingRetries(embedding))
