export type DemoArticle = { externalId: string; title: string; url: string; language: string; text: string }

const frontMatter = /^---\n(?<head>(?:[^\n]+\n)*?)---\n(?<text>.*)$/s
const allowedKeys = ['externalId', 'title', 'url', 'language']

/** Parses one Markdown article with front matter. Throws on unknown, repeated, missing or empty keys, and on an empty text. */
export function parseArticle(fileName: string, source: string): DemoArticle {
  const refuse = (why: string): never => {
    throw new Error(`${fileName}: ${why}`)
  }
  const { head, text } =
    frontMatter.exec(source)?.groups ?? refuse('does not begin with front matter between --- lines')
  const values = new Map<string, string>()
  for (const line of (head ?? '').trimEnd().split('\n')) {
    const [, key, value] = /^(\w+): (\S.*)$/.exec(line) ?? refuse(`"${line}" is not "key: value"`)
    if (key === undefined || value === undefined || !allowedKeys.includes(key))
      return refuse(`${key} is not a known key`)
    if (values.has(key)) refuse(`${key} stands there twice`)
    values.set(key, value)
  }
  const take = (key: string) => values.get(key) ?? refuse(`${key} is missing`)
  const article = {
    externalId: take('externalId'),
    title: take('title'),
    url: take('url'),
    language: take('language'),
    text: (text ?? '').trim(),
  }
  if (fileName !== `${article.externalId}.md`) refuse(`is not named after its externalId ${article.externalId}`)
  if (!article.url.startsWith('/')) refuse('url is not a path')
  if (!/^[a-z]{2}$/.test(article.language)) refuse('language is not a two-letter code')
  if (article.text === '') refuse('has no text')
  return article
}

/** The paths on the shop's own site that an article's Markdown links to. */
export function linkedPaths(markdown: string): string[] {
  return [...markdown.matchAll(/\]\((\/[^)#\s]*)/g)].flatMap(([, path]) => path ?? [])
}
