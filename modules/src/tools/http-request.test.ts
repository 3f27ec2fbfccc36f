import { HttpRequest } from '@frontdesk/contract/tools'
import { expect, test } from 'vitest'
import { Invalid } from '#errors'
import { checkRequest, fillRequest } from './http-request.ts'

const filled = (request: object, given: Record<string, unknown>) => {
  const { url, method, headers, body } = fillRequest(HttpRequest.parse(request), given)
  return { line: `${method} ${url}`, headers, body: body === undefined ? undefined : JSON.parse(body) }
}

test('parameters go where they are named: into path, query, headers and body, each in its own spelling', () => {
  const request = {
    method: 'POST',
    url: 'https://shop.example/orders/{order}/notes?v=2',
    query: { tag: '{tags}', by: 'desk-{who}' },
    headers: { 'X-Who': '{who}', Authorization: 'Bearer secret' },
    body: { note: { text: '{text}', stars: '{stars}', said: 'He said: {text}' }, fixed: [1, '{missing}'] },
  }
  const given = { order: 'a/b ü', tags: ['x', 'y&z'], who: 'Vera\r\nX-Evil: 1', text: '"Hi"', stars: 5 }
  expect(filled(request, given)).toEqual({
    line: 'POST https://shop.example/orders/a%2Fb%20%C3%BC/notes?v=2&tag=x&tag=y%26z&by=desk-Vera%0D%0AX-Evil%3A+1',
    headers: expect.objectContaining({ 'x-who': 'Vera  X-Evil: 1', authorization: 'Bearer secret' }),
    body: { note: { text: '"Hi"', stars: 5, said: 'He said: "Hi"' }, fixed: [1] },
  })
})

test('what is named nowhere goes into the query of a GET, and into the body of a POST with its type', () => {
  const given = { id: 7, deep: { a: [1, 2.5, null, true] }, none: null }
  expect(filled({ url: 'https://shop.example/orders/{id}' }, given).line).toBe(
    'GET https://shop.example/orders/7?deep=%7B%22a%22%3A%5B1%2C2.5%2Cnull%2Ctrue%5D%7D',
  )
  const { line, body } = filled({ method: 'POST', url: 'https://shop.example/orders/{id}' }, given)
  expect([line, body]).toEqual(['POST https://shop.example/orders/7', { deep: given.deep, none: null }])
})

test('no parameter climbs out of the path or changes the host', () => {
  const at = (id: string) =>
    new URL(fillRequest(HttpRequest.parse({ url: 'https://shop.example/orders/{id}/x' }), { id }).url)
  for (const id of ['..', '.']) expect(() => at(id)).toThrow(Invalid)
  for (const id of ['../../admin', '%2e%2e', '//evil.example', '?a=b', '#x', '\\..\\', '@evil.example', ''])
    expect([at(id).host, at(id).pathname.startsWith('/orders/'), at(id).search, at(id).hash], id).toEqual([
      'shop.example',
      true,
      '',
      '',
    ])
})

test('an address that is none, a host from a parameter, and headers that change the request itself are refused', () => {
  const refused = [
    { url: 'shop.example/orders' },
    { url: 'ftp://shop.example/' },
    { url: 'https://{host}/orders' },
    { url: 'https://shop.example@evil.example/' },
    { url: 'https://shop.example/', headers: { Host: 'evil.example' } },
    { url: 'https://shop.example/', headers: { 'Content-Length': '0' } },
    { url: 'https://shop.example/', headers: { 'X-A': 'a\r\nX-B: b' } },
    { url: 'https://shop.example/', headers: { 'X A': 'a' } },
  ]
  for (const request of refused) expect(() => checkRequest({ headers: {}, ...request }), request.url).toThrow(Invalid)
  expect(() =>
    checkRequest({ url: 'https://shop.example/{a}?b={b}', headers: { Authorization: 'Bearer {c}' } }),
  ).not.toThrow()
})
