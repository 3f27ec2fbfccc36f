import { expect, test } from 'vitest'
import { linkedPaths, parseArticle } from './article.ts'

const whole = '---\nexternalId: returns\ntitle: Returns\nurl: /help/returns\nlanguage: en\n---\nThirty days.\n'

test('an article is its front matter and the text below it', () => {
  expect(parseArticle('returns.md', whole)).toEqual({
    externalId: 'returns',
    title: 'Returns',
    url: '/help/returns',
    language: 'en',
    text: 'Thirty days.',
  })
})

test.each([
  ['no front matter', 'Thirty days.', /front matter/],
  ['an unknown key', whole.replace('language: en', 'language: en\nauthor: Wim'), /author is not a known key/],
  ['a repeated key', whole.replace('language: en', 'language: en\nlanguage: de'), /language stands there twice/],
  ['a missing key', whole.replace('url: /help/returns\n', ''), /url is missing/],
  ['an empty value', whole.replace('title: Returns', 'title: '), /is not "key: value"/],
  ['no text', whole.replace('Thirty days.', ''), /has no text/],
  ['a language that is a word', whole.replace('en\n---', 'english\n---'), /two-letter/],
  ['another name than its id', whole.replace('externalId: returns', 'externalId: refunds'), /not named after/],
  ['a url of another site', whole.replace('/help/returns', 'https://brackenspoke.example'), /not a path/],
])('an article with %s is refused by file name and reason', (_fault, source, reason) => {
  const parse = () => parseArticle('returns.md', source)
  expect(parse).toThrow(reason)
  expect(parse).toThrow('returns.md')
})

test('links to other sites are not counted as links between articles', () => {
  expect(linkedPaths('[a](/help/a) and [b](https://b.example/c) and [d](/help/d)')).toEqual(['/help/a', '/help/d'])
})
