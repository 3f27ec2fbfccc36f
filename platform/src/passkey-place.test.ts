import { expect, test } from 'vitest'
import { renderAdapters } from './adapters.ts'
import { readConfig } from './config.ts'
import { passkeyPlace } from './passkey-place.ts'

const rowAt = (environment: Record<string, string>) => {
  const secret = 'a secret that is long enough for anybody'
  return /^passkeys +.*/m.exec(renderAdapters(readConfig({ FRONTDESK_SECRET: secret, ...environment })))?.[0]
}

test.each([
  ['https://desk.example.com', 'desk.example.com', 'https://desk.example.com'],
  ['https://desk.example.com:8443', 'desk.example.com', 'https://desk.example.com:8443'],
  ['http://localhost:3000', 'localhost', 'http://localhost:3000'],
  ['http://desk.localhost', 'desk.localhost', 'http://desk.localhost'],
])('passkeys of %s belong to its name, and the operator is told so', (url, id, origin) => {
  expect(passkeyPlace(url)).toEqual({ id, origin })
  expect(rowAt({ FRONTDESK_URL: url })).toMatch(new RegExp(`built in, for ${id} `))
})

test.each(['http://desk.example.com', 'http://127.0.0.1:3000', 'https://192.0.2.1', 'https://[2001:db8::1]'])(
  'browsers take no passkey at %s, and the operator is told so',
  url => {
    expect(passkeyPlace(url)).toBeUndefined()
    expect(rowAt({ FRONTDESK_URL: url })).toMatch(/ none +FRONTDESK_URL is no https:\/\/ address with a name$/)
  },
)
