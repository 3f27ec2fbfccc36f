import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { outsideTo } from '@frontdesk/testing/platform'
import { expect, onTestFinished, test } from 'vitest'
import { createSafeFetch } from '../safe-fetch.ts'
import { openDatabaseReader } from './open.ts'
import type { CustomerDatabase } from './port.ts'

/** A place where somebody listens and never says a word; it counts who comes. */
const silentServer = async () => {
  let came = 0
  const server = createServer(socket => {
    came += 1
    socket.on('error', () => {})
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, came: () => came }
}

const at = (host: string, port: number, more: Partial<CustomerDatabase> = {}): CustomerDatabase => ({
  key: 'shop',
  dialect: 'postgresql',
  host,
  port,
  database: 'shop',
  user: 'reader',
  password: 'reader',
  tls: 'off',
  certificateAuthority: null,
  ...more,
})
const query = { text: 'SELECT 1', values: [], mostRows: 1, timeoutMs: 100 }

test.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.0.0.1',
  '169.254.169.254',
  '192.168.1.1',
  '::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '2130706433',
  '0x7f.1',
  'localhost',
  'inside.example',
  'half-inside.example',
])('a database at %s is not asked, whoever it is', async host => {
  const { port, came } = await silentServer()
  const names: Record<string, string[]> = {
    localhost: ['127.0.0.1'],
    'inside.example': ['127.0.0.1'],
    'half-inside.example': ['93.184.216.34', '127.0.0.1'],
  }
  const outside = createSafeFetch({ privateHosts: [], resolve: async name => names[name] ?? [] })
  onTestFinished(() => outside.close())
  const reader = openDatabaseReader({ outside, ownUrl: undefined })
  for (const dialect of ['postgresql', 'mysql'] as const)
    await expect(reader.read(at(host, port, { dialect }), query)).rejects.toMatchObject({
      message: expect.stringMatching('No database answers'),
    })
  expect(came()).toBe(0)
})

test('ports that belong to other services are not asked, wherever they are', async () => {
  const outside = createSafeFetch({ privateHosts: [], resolve: async () => ['93.184.216.34'] })
  onTestFinished(() => outside.close())
  for (const port of [22, 25, 80, 443, 587]) await expect(outside.reach('db.example', port)).rejects.toThrow()
  expect(await outside.reach('db.example', 5432)).toEqual(['93.184.216.34'])
})

test('the product’s own database is not read, by whatever name somebody knows it', async () => {
  const { port, came } = await silentServer()
  const outside = outsideTo([`127.0.0.1:${port}`, `localhost:${port}`])
  onTestFinished(() => outside.close())
  for (const ownHost of ['127.0.0.1', 'localhost']) {
    const reader = openDatabaseReader({ outside, ownUrl: `postgres://ada:secret@${ownHost}:${port}/shop` })
    for (const host of ['127.0.0.1', 'localhost'])
      await expect(reader.read(at(host, port), query)).rejects.toMatchObject({ kind: 'refused-address' })
  }
  expect(came()).toBe(0)
  const other = openDatabaseReader({ outside, ownUrl: `postgres://ada:secret@127.0.0.1:${port}/desk` })
  await expect(other.read(at('127.0.0.1', port), query)).rejects.toMatchObject({ kind: 'timeout' })
  expect(came()).toBe(1)
})

test('two queries at a time go to one database, and whoever waits in vain is told in time', async () => {
  const { port, came } = await silentServer()
  const outside = outsideTo([`127.0.0.1:${port}`])
  onTestFinished(() => outside.close())
  const reader = openDatabaseReader({ outside, ownUrl: undefined })
  const ask = (key: string, timeoutMs: number) =>
    reader.read(at('127.0.0.1', port, { key }), { ...query, timeoutMs }).catch((error: unknown) => error)
  // The first two have more time than those behind them, whose turn therefore never comes.
  const asked = [ask('shop', 1_000), ask('shop', 1_000), ask('shop', 100), ask('shop', 100), ask('another shop', 100)]
  await expect.poll(came).toBe(3)
  for (const outcome of await Promise.all(asked.slice(2))) expect(outcome).toMatchObject({ kind: 'timeout' })
  expect(await Promise.race([...asked.slice(0, 2), 'still asking'])).toBe('still asking')
  for (const outcome of await Promise.all(asked)) expect(outcome).toMatchObject({ kind: 'timeout' })
  expect(came()).toBe(3)
})

test('whoever has given up already asks nobody', async () => {
  const { port, came } = await silentServer()
  const outside = outsideTo([`127.0.0.1:${port}`])
  onTestFinished(() => outside.close())
  const reader = openDatabaseReader({ outside, ownUrl: undefined })
  const signal = AbortSignal.abort(new Error('Stopped'))
  await expect(reader.read(at('127.0.0.1', port), { ...query, signal })).rejects.toThrow('Stopped')
  expect(came()).toBe(0)
})
