import { readdir, readFile } from 'node:fs/promises'
import { type DemoArticle, parseArticle } from './article.ts'

const folder = new URL('./articles/', import.meta.url)

/** Reads the demo shop's help articles, ordered by external id. Throws, naming the file, when one is malformed. */
export async function readArticles(): Promise<DemoArticle[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.md')).sort()
  return Promise.all(names.map(async name => parseArticle(name, await readFile(new URL(name, folder), 'utf8'))))
}
