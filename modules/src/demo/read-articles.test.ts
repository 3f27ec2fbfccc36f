import { expect, test } from 'vitest'
import { linkedPaths } from './article.ts'
import { readArticles } from './read-articles.ts'

const articles = await readArticles()

test('the demo shop has 42 help articles, three of them German and two French', () => {
  const perLanguage = Object.groupBy(articles, article => article.language)
  const counts = Object.fromEntries(Object.entries(perLanguage).map(([language, those]) => [language, those?.length]))
  expect(counts).toEqual({ en: 37, de: 3, fr: 2 })
})

test('no two articles share an external id, a title or a url', () => {
  for (const key of ['externalId', 'title', 'url'] as const) {
    expect(new Set(articles.map(article => article[key])).size).toBe(articles.length)
  }
})

test('every link between articles leads to one that exists, and never to the page itself', () => {
  const urls = new Set(articles.map(article => article.url))
  const astray = articles.flatMap(article =>
    linkedPaths(article.text)
      .filter(path => !urls.has(path) || path === article.url)
      .map(path => `${article.externalId} → ${path}`),
  )
  expect(astray).toEqual([])
})

test('every article can be reached from another one', () => {
  const linked = new Set(articles.flatMap(article => linkedPaths(article.text)))
  expect(articles.filter(article => !linked.has(article.url)).map(article => article.externalId)).toEqual([])
})

test('every article is a page of its own: between 1.5 and 6 kB, with headings', () => {
  for (const { externalId, text } of articles) {
    const bytes = Buffer.byteLength(text)
    expect(bytes, externalId).toBeGreaterThan(1_500)
    expect(bytes, externalId).toBeLessThan(6_000)
    expect(text.match(/^## /gm)?.length, externalId).toBeGreaterThan(1)
  }
})

test('tables are whole: each row has as many cells as its head', () => {
  for (const { externalId, text } of articles) {
    for (const table of text.match(/(?:^\|.*\|$\n?)+/gm) ?? []) {
      const widths = table
        .trim()
        .split('\n')
        .map(row => row.split('|').length)
      expect(new Set(widths).size, `${externalId}: ${table}`).toBe(1)
    }
  }
})

test('addresses lie in domains that nobody can own', () => {
  const addresses = articles.flatMap(({ text }) => text.match(/[\w.-]+@[\w.-]+\w|https?:\/\/[\w.-]+\w/g) ?? [])
  expect(addresses.filter(address => !address.endsWith('.example'))).toEqual([])
})
