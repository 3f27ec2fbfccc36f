import { type Api, apiOf } from '@frontdesk/testing/api'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
})

type Item = { id: string }
type Page = { items: Item[]; next: string | null }
const key = () => here.olivia.key

/** Reads a list to its end, page by page, and lets something happen between the pages. */
const walk = async (path: string, limit: number, between: () => Promise<unknown>) => {
  const seen: string[] = []
  let cursor = ''
  for (let pages = 0; pages < 200; pages++) {
    const page = await api.ask<Page>(`GET ${path}?limit=${limit}${cursor}`, { key: key() })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    seen.push(...page.items.map(item => item.id))
    if (page.next === null) return seen
    expect(page.items).toHaveLength(limit)
    cursor = `&cursor=${page.next}`
    await between()
  }
  throw new Error('The list does not end')
}

const kinds = [
  { path: '/agents', make: (n: number) => ({ name: `Agent ${n}` }) },
  { path: '/api-keys', make: (n: number) => ({ name: `Key ${n}`, permissions: ['agents.read'] }) },
  { path: '/knowledge/documents', make: (n: number) => ({ externalId: `d${n}`, text: `Text ${n}` }) },
]

test.each(kinds)(
  '$path, walked while others add and remove: nothing comes twice, and nothing is left out',
  async ({ path, make }) => {
    const create = async (n: number) => (await api.ask<Item>(`POST ${path}`, { key: key(), body: make(n) })).id
    const staying: string[] = []
    const leaving: string[] = []
    for (let n = 0; n < 40; n++) (n % 5 === 0 ? leaving : staying).push(await create(n))
    let made = 1_000
    const seen = await walk(path, 4, async () => {
      await create(made++)
      const gone = leaving.pop()
      if (gone) await api.ask(`DELETE ${path}/${gone}`, { key: key() })
    })
    expect(new Set(seen).size).toBe(seen.length)
    for (const id of staying) expect(seen).toContain(id)
  },
)

test('many documents of one moment have an order all the same', async () => {
  const documents = Array.from({ length: 30 }, (_, n) => ({ externalId: `same-${n}`, text: `Text ${n}` }))
  const { items } = await api.ask<Page>('POST /knowledge/documents/batch', { key: key(), body: { documents } })
  const seen = await walk('/knowledge/documents', 7, async () => {})
  for (const { id } of items) expect(seen.filter(each => each === id)).toHaveLength(1)
})

test('filters narrow every page, and words with % and _ mean themselves', async () => {
  for (const title of ['100% wool', '100 wool', 'snake_case', 'snakeXcase', 'a\\b'])
    await api.ask('POST /knowledge/documents', { key: key(), body: { title, text: title } })
  const found = async (title: string) => {
    const { items } = await api.ask<{ items: { title: string }[] }>(
      `GET /knowledge/documents?title=${encodeURIComponent(title)}`,
      { key: key() },
    )
    return items.map(item => item.title)
  }
  expect(await found('100%')).toEqual(['100% wool'])
  expect(await found('E_C')).toEqual(['snake_case'])
  expect(await found('\\')).toEqual(['a\\b'])
  expect(await found('nothing like it')).toEqual([])
})
