import { expect, test } from 'vitest'
import { renderAdapters } from './adapters.ts'
import { readConfig } from './config.ts'

const read = (environment: Record<string, string>) =>
  readConfig({ FRONTDESK_SECRET: 'a secret that is long enough for anybody', ...environment })

test('hosts that are open although they are private are spelled as addresses spell them, and are nothing else', () => {
  const hosts = '127.0.0.1:4102, [0:0::1]:8080,Tools.Internal.:443,0x7f.1:80'
  const config = read({ FRONTDESK_ALLOWED_PRIVATE_HOSTS: hosts })
  expect(config.allowedPrivateHosts).toEqual(['127.0.0.1:4102', '[::1]:8080', 'tools.internal:443', '127.0.0.1:80'])
  expect(renderAdapters(config)).toMatch(/^outside +public hosts, and 127.0.0.1:4102, \[::1\]:8080,/m)
  expect(read({}).allowedPrivateHosts).toEqual([])
  expect(renderAdapters(read({}))).not.toContain('outside')
  for (const wrong of [
    '127.0.0.1',
    'tools',
    '10.0.0.0/8:80',
    '*:80',
    'ada@tools:80',
    'http://tools:80',
    'tools:0',
    'tools:65536',
    '::1:80',
    'a:80,',
  ])
    expect(() => read({ FRONTDESK_ALLOWED_PRIVATE_HOSTS: wrong })).toThrow(
      `FRONTDESK_ALLOWED_PRIVATE_HOSTS must be hosts with their ports such as 127.0.0.1:4102, divided by commas, but it is "${wrong}".`,
    )
})
