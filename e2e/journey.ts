import type { SupabaseConfig } from '@frontdesk/platform/supabase-config'
import { type FakeModel, startFakeModel } from '@frontdesk/testing/fake-model'
import type { GuardedMcpServer } from '@frontdesk/testing/guarded-mcp-server'
import { type ProviderServer, startOpenIdServer } from '@frontdesk/testing/openid-server'
import { startSupabase } from '@frontdesk/testing/supabase-lite'
import { openWebsite, type Website } from '@frontdesk/testing/website'
import { test as base } from '@playwright/test'
import { buildDashboard } from '../scripts/build-dashboard.ts'
import { openLedger } from './support/ledger.ts'
import { type OrderSystem, openOrders } from './support/orders.ts'
import { openServer, type Server } from './support/server.ts'
import { openShop, type Shop } from './support/shop.ts'
import { databaseHosts } from './support/shop-database.ts'
import { type Watch, watch } from './support/watch.ts'

type Journey = {
  name: string
  /** What the fake model says and does under each model name; absent: no language model is configured. */
  models?: Record<string, string>
  /** People are those of a Supabase project. */
  supabase?: boolean
  /** People may sign in with a provider called Northwind as well. */
  provider?: boolean
  /** And with passkeys, which belong to a name: the server is reached by one. */
  passkeys?: boolean
  /** Pages of somebody's web site by their paths; the operator lets everybody have it read. */
  site?: Record<string, string>
  /** The operator lets everybody call the shop's own systems, and the fake model as a connection of their own. */
  ownSystems?: boolean
}

type ForAll = {
  journey: Journey
  model: FakeModel
  people: Record<string, string>
  provider: ProviderServer
  site: Website
  orders: OrderSystem
  ledger: GuardedMcpServer
  server: Server
  shop: Shop
}
type ForEach = { watched: Watch; serverWords: undefined }

/**
 * A person's way through the product. Each file names its journey, and gets a server, a model and an installation of
 * its own; `shop` furnishes it and signs Olivia in.
 */
export const test = base.extend<ForEach, ForAll>({
  journey: [{ name: '' }, { scope: 'worker', option: true }],
  model: [
    async ({ journey }, use) => {
      const model = await startFakeModel({ tokenDelayMs: 15, models: journey.models ?? {} })
      await use(model)
      await model.close()
    },
    { scope: 'worker' },
  ],
  people: [
    async ({ journey }, use) => {
      const supabase = journey.supabase ? await startSupabase() : undefined
      await use(supabase ? supabaseSettings(supabase.settings) : {})
      await supabase?.close()
    },
    { scope: 'worker' },
  ],
  provider: [
    async ({ journey: _ }, use) => {
      const provider = await startOpenIdServer()
      await use(provider)
      await provider.close()
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ journey }, use) => {
      const site = await openWebsite(({ path }, response) => {
        const page = journey.site?.[path]
        response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(page)
      })
      await use(site)
      await site.close()
    },
    { scope: 'worker' },
  ],
  orders: [
    async ({ journey: _ }, use) => {
      const orders = await openOrders()
      await use(orders)
      await orders.close()
    },
    { scope: 'worker' },
  ],
  ledger: [
    async ({ journey: _ }, use) => {
      const ledger = await openLedger()
      await use(ledger)
      await ledger.close()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ journey, model, people, provider, site, orders, ledger }, use) => {
      await buildDashboard()
      const models = journey.models ? { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'fake' } : {}
      const allowed = [
        ...(journey.site ? [site.host] : []),
        ...(journey.ownSystems
          ? [orders.host, ledger.server.host, ledger.authority.host, new URL(model.url).host, ...databaseHosts]
          : []),
      ]
      const settings = {
        ...models,
        ...people,
        ...(journey.provider ? providerSettings(provider) : {}),
        ...(allowed.length > 0 ? { FRONTDESK_ALLOWED_PRIVATE_HOSTS: allowed.join(',') } : {}),
      }
      const server = await openServer(settings, journey.passkeys ? 'localhost' : '127.0.0.1')
      await use(server)
      await server.close()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  shop: [({ server }, use) => openShop(server.url).then(use), { scope: 'worker', timeout: 60_000 }],
  baseURL: ({ server }, use) => use(server.url),
  storageState: ({ shop }, use) => use(shop.signedIn),
  watched: [
    async ({ context, server }, use) => {
      const watched = watch(context, server.url)
      await use(watched)
      watched.expectQuiet()
    },
    { auto: true },
  ],
  serverWords: [
    async ({ server }, use, testInfo) => {
      await use(undefined)
      if (testInfo.status !== testInfo.expectedStatus)
        await testInfo.attach('server.log', { body: server.said(), contentType: 'text/plain' })
    },
    { auto: true },
  ],
})

const providerSettings = ({ url, clientId, clientSecret }: ProviderServer): Record<string, string> => ({
  OIDC_NAME: 'Northwind',
  OIDC_ISSUER: url,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
})

const supabaseSettings = ({ url, key, secretKey, jwtSecret }: SupabaseConfig): Record<string, string> => ({
  SUPABASE_URL: url,
  SUPABASE_PUBLISHABLE_KEY: key,
  ...(secretKey ? { SUPABASE_SECRET_KEY: secretKey } : {}),
  ...(jwtSecret ? { SUPABASE_JWT_SECRET: jwtSecret } : {}),
})

/** For journeys that begin outside. */
export const stranger = { cookies: [], origins: [] }

export { expect } from '@playwright/test'
