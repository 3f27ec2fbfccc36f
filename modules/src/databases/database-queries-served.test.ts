import { openDatabaseReader } from '@frontdesk/platform/customer-databases/open'
import { DatabaseFailure } from '@frontdesk/platform/customer-databases/port'
import { openShop, type ShopDatabase, shopServers } from '@frontdesk/testing/customer-databases'
import { hostileMysql } from '@frontdesk/testing/hostile-mysql'
import { hostilePostgresql } from '@frontdesk/testing/hostile-postgresql'
import { outsideTo } from '@frontdesk/testing/platform'
import { expect, test } from 'vitest'
import { Invalid } from '#errors'
import { checkQuery } from './check-query.ts'

const every = process.env.FULL_LISTS ? 1 : 9
const timeoutMs = 400
const secret = 'swordfish'

const dialects = ['postgresql', 'mysql'] as const
const hostileTo = (shop: ShopDatabase) =>
  (shop.dialect === 'mysql' ? hostileMysql(shop.user) : hostilePostgresql).filter((_, index) => index % every === 0)

const withShop = async (dialect: (typeof dialects)[number], work: (shop: ShopDatabase, ask: Ask) => Promise<void>) => {
  const shop = await openShop(dialect, shopServers[dialect] ?? '')
  const outside = outsideTo([shop.hostWithPort])
  const reader = openDatabaseReader({ outside, ownUrl: undefined })
  const ask: Ask = async text => {
    const from = performance.now()
    const found = await reader
      .read({ ...shop, key: 'shop' }, { text, values: [], mostRows: 100, timeoutMs })
      .catch((error: unknown) => {
        if (!(error instanceof DatabaseFailure)) throw error
        return error
      })
    return { found, tookMs: performance.now() - from }
  }
  try {
    await work(shop, ask)
  } finally {
    await outside.close()
    await shop.close()
  }
}
type Ask = (text: string) => Promise<{ found: unknown; tookMs: number }>

for (const dialect of dialects) {
  const served = test.runIf(shopServers[dialect])

  served(
    `${dialect}: what passes the check of hostile statements brings no foreign row from a real server`,
    { timeout: 300_000 },
    async () => {
      await withShop(dialect, async (shop, ask) => {
        let refused = 0
        const list = hostileTo(shop)
        for (const query of list) {
          const rules = { dialect, relations: shop.relations, functions: [] }
          const compiled = await checkQuery(query, new Set(), rules).catch((error: unknown) => error)
          if (compiled instanceof Invalid) refused += 1
          else expect(JSON.stringify(await ask((compiled as { text: string }).text))).not.toContain(secret)
        }
        expect(refused).toBe(list.length)
        const { found } = await ask(
          (
            await checkQuery(`SELECT id FROM ${shop.relations[0]} ORDER BY id`, new Set(), {
              dialect,
              relations: shop.relations,
              functions: [],
            })
          ).text,
        )
        expect(found).toMatchObject({ rows: [{ id: 1 }, { id: 2 }, { id: 3 }] })
      })
    },
  )

  served(
    `${dialect}: even without any check no hostile statement writes, nor outlives its time`,
    { timeout: 900_000 },
    async () => {
      await withShop(dialect, async (shop, ask) => {
        const before = await shop.contents()
        const slow: string[] = []
        let failed = 0
        for (const query of hostileTo(shop)) {
          const { found, tookMs } = await ask(query)
          if (found instanceof DatabaseFailure) failed += 1
          if (tookMs > timeoutMs + 1_000) slow.push(`${Math.round(tookMs)} ms: ${query}`)
        }
        expect(slow).toEqual([])
        expect(failed).toBeGreaterThan(10)
        expect(await shop.contents()).toBe(before)
      })
    },
  )
}

test('both lists are as long as they have to be', () => {
  for (const list of [hostilePostgresql, hostileMysql('shop')]) expect(list.length).toBeGreaterThan(500)
})
