import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Agent } from '@frontdesk/contract/agents'
import type { ChatAnswer } from '@frontdesk/contract/chat'
import { openAiLanguageModel } from '@frontdesk/platform/models/openai'
import type { LanguageModel } from '@frontdesk/platform/models/port'
import { withRetries } from '@frontdesk/platform/models/retry'
import type { PubSub } from '@frontdesk/platform/pubsub/port'
import type { Telemetry } from '@frontdesk/platform/telemetry'
import { getRequestListener } from '@hono/node-server'
import { type Api, apiOf } from './api.ts'
import { atEndOfFile } from './end-of-file.ts'
import { type FakeModel, startFakeModel } from './fake-model.ts'
import { type Furniture, furnish } from './furniture.ts'
import { outsideTo, testPlatform } from './platform.ts'
import { type World, world } from './world.ts'

/** An answer of the agent, whole. */
export type Answered = ChatAnswer & { message: NonNullable<ChatAnswer['message']> }

export type ChatDesk = Furniture & {
  world: World
  api: Api
  fake: FakeModel
  /** Olivia says something to the agent; a `{{…}}` in it tells the fake model what to do. */
  say(text: string, more?: object, headers?: Record<string, string>): Promise<Response>
  /** The same from whoever wants the answer whole. */
  sayForJson(text: string, more?: object): ReturnType<Api['call']>
  /** The stream of a turn, from the start or after an event. */
  resume(turnId: string, lastEventId?: string, on?: Api): Promise<Response>
  read<T>(path: string): Promise<T>
  /** Another process on the same database: it shares nothing of what this one remembers, but may share the news. */
  anotherProcess(common?: { pubsub: PubSub }): Promise<{ api: Api; platform: World['platform'] }>
}

/** How the models of a desk are reached, by name. */
export type Reach = (fake: FakeModel) => (name: string) => LanguageModel

type Wish = { reach?: Reach; telemetry?: Telemetry }

/** Northwind with an agent that was never published, and an article on returns, where a fake model answers; `privateHosts` may be asked by tools. */
export const chatDesk = async (privateHosts: string[] = [], wish: Wish = {}): Promise<ChatDesk> => {
  const fake = await startFakeModel()
  atEndOfFile(fake.close)
  const { reach = asUsual, telemetry } = wish
  const models = { defaultName: 'fake', named: reach(fake), embedding: undefined }
  const here = await world(await testPlatform({ models, outside: outsideTo(privateHosts), telemetry }))
  const api = apiOf(here.platform)
  const furniture = await furnish(api, here)
  const { key } = here.olivia
  await api.ask(`PATCH /agents/${furniture.agentId}`, { key, body: { name: 'Hazel' } })
  const { id: agentId } = await api.ask<Agent>('POST /agents', { key, body: { name: 'Juniper' } })
  return {
    ...furniture,
    agentId,
    world: here,
    api,
    fake,
    say: (text, more = {}, headers = {}) => api.send('POST /chat', { key, body: { agentId, text, ...more }, headers }),
    sayForJson: (text, more = {}) =>
      api.call('POST /chat', { key, body: { agentId, text, ...more }, headers: { accept: 'application/json' } }),
    resume: (turnId, lastEventId, on = api) =>
      on.send(`GET /turns/${turnId}/stream`, {
        key,
        headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
      }),
    read: path => api.ask(`GET ${path}`, { key }),
    anotherProcess: async common => {
      const { outside, database } = here.platform
      const platform = await testPlatform({ models, database, outside, ...common })
      return { platform, api: apiOf(platform) }
    },
  }
}

const asUsual: Reach = fake => {
  const language = withRetries(openAiLanguageModel({ baseUrl: fake.url }))
  return () => language
}

/** The API on a port of its own, as a host would serve it; its address. */
export const listen = async ({ app }: Api): Promise<string> => {
  const server = createServer(getRequestListener(request => app.fetch(request), { overrideGlobalObjects: false }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atEndOfFile(async () => {
    server.closeAllConnections()
    await new Promise(closed => server.close(closed))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
