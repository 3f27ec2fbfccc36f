import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { testPlatform } from '@frontdesk/testing/platform'
import { expect, test } from 'vitest'
import { createPolicyReports } from './policy-reports.ts'

const open = async () => {
  const lines: unknown[] = []
  const platform = await testPlatform()
  const log = { ...platform.log, warn: (message: string, fields?: object) => void lines.push({ message, ...fields }) }
  const take = createPolicyReports({ ...platform, log })
  const server = createServer((request, response) => void take(request, response)).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const post = async (body: string) => (await fetch(url, { method: 'POST', body })).status
  return { lines, url, post, close: () => server.close() }
}

const report = (more: object = {}) =>
  JSON.stringify({
    'csp-report': {
      'effective-directive': 'script-src-elem',
      'blocked-uri': 'https://thief.example/x.js?mine=1',
      'document-uri': 'http://localhost:3000/join?next=secret#token',
      ...more,
    },
  })

test('what a browser reports is written down and counted, without what follows its addresses', async () => {
  const { lines, post, close } = await open()
  expect([await post(report()), await post(report({ 'blocked-uri': 'inline' }))]).toEqual([204, 204])
  const page = 'http://localhost:3000/join'
  const common = {
    message: 'A page tried what its policy forbids',
    directive: 'script-src-elem',
    page,
    address: '127.0.0.1',
  }
  expect(lines).toEqual([
    { ...common, blocked: 'https://thief.example/x.js', count: 1 },
    { ...common, blocked: 'inline', count: 2 },
  ])
  close()
})

test('what is no report is refused, and of one address ten a minute are read', async () => {
  const { lines, url, post, close } = await open()
  expect((await fetch(url)).status).toBe(405)
  for (const body of [
    '',
    'x',
    '[]',
    'null',
    '{}',
    '{"csp-report":1}',
    '{"csp-report":null}',
    report({ x: 'x'.repeat(20_000) }),
  ])
    expect(await post(body), body.slice(0, 40)).toBe(400)
  expect([await post(report({ 'blocked-uri': 7 })), await post(report()), await post(report())]).toEqual([
    204, 204, 429,
  ])
  expect(lines).toHaveLength(2)
  close()
})
