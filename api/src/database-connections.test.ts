import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { queryDesk } from '@frontdesk/testing/query-desk'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let connect: ReturnType<typeof queryDesk>['connect']
let make: ReturnType<typeof queryDesk>['make']
let bodyOf: ReturnType<typeof queryDesk>['bodyOf']
beforeAll(async () => {
  desk = await chatDesk()
  ;({ connect, make, bodyOf } = queryDesk(desk))
})

test('a password is sealed, never shown again, and sent nowhere but where it was given for', async () => {
  const { key } = desk.world.olivia
  const connection = await connect()
  expect(JSON.stringify(connection)).not.toContain('correct horse')
  expect(connection).toMatchObject({ port: 5432, tls: 'verified', functions: [] })
  const { rows } = await desk.world.platform.database.owner.query('SELECT * FROM database_connections', [])
  expect(JSON.stringify(rows)).not.toContain('correct horse')
  const change = (body: object) => desk.api.call(`PATCH /database-connections/${connection.id}`, { key, body })
  expect(await change({ host: 'elsewhere.example' })).toMatchObject({ status: 400 })
  expect(await change({ tls: 'off' })).toMatchObject({ status: 400 })
  expect(await change({ name: 'Our shop' })).toMatchObject({ status: 200, body: { name: 'Our shop' } })
  expect(await change({ host: 'elsewhere.example', password: 'another' })).toMatchObject({
    status: 200,
    body: { host: 'elsewhere.example' },
  })
})

test('a connection behind the wall is not asked, and one that a tool uses is not deleted', async () => {
  const { key } = desk.world.olivia
  const inside = await connect({ host: '10.0.0.1' })
  expect(await desk.api.ask(`POST /database-connections/${inside.id}/try`, { key })).toMatchObject({
    works: false,
    said: expect.stringContaining('No database answers'),
  })
  const tool = await make(inside)
  expect(await desk.api.call(`DELETE /database-connections/${inside.id}`, { key })).toMatchObject({ status: 409 })
  await desk.api.call(`DELETE /tools/${tool.id}`, { key })
  expect(await desk.api.call(`DELETE /database-connections/${inside.id}`, { key })).toMatchObject({ status: 204 })
})

test('a query that may not run is not kept, neither in a new tool nor in one that is changed', async () => {
  const { key } = desk.world.olivia
  const connection = await connect()
  const refusal = { status: 400, body: { errors: [{ pointer: '/query' }] } }
  const create = (query: string) => desk.api.call('POST /tools', { key, body: bodyOf(connection, { query }) })
  expect(await create('DELETE FROM shop.orders WHERE email = {email}')).toMatchObject(refusal)
  expect(await create('SELECT * FROM shop.customers WHERE email = {email}')).toMatchObject(refusal)
  expect(await create("SELECT id FROM shop.orders WHERE email = '{email}'")).toMatchObject(refusal)
  const tool = await make(connection)
  const change = (body: object) => desk.api.call(`PATCH /tools/${tool.id}`, { key, body })
  expect(await change({ query: 'SELECT 1; SELECT 2' })).toMatchObject(refusal)
  expect(await change({ parameters: { type: 'object', properties: {} } })).toMatchObject(refusal)
  expect(await change({ effect: 'once' })).toMatchObject({ status: 400 })
  expect(await change({ request: { url: 'https://shop.example' } })).toMatchObject({ status: 400 })
  expect(await desk.api.ask(`GET /tools/${tool.id}`, { key })).toEqual(tool)
  expect(await change({ query: `${tool.query} DESC`, maxRows: 5 })).toMatchObject({
    status: 200,
    body: { kind: 'sql', effect: 'read', maxRows: 5, version: 2, query: `${tool.query} DESC` },
  })
})

test('a rival neither sees a connection nor makes a tool of it', async () => {
  const { key } = desk.world.rita
  const connection = await connect()
  for (const route of [`GET /database-connections/${connection.id}`, `POST /database-connections/${connection.id}/try`])
    expect(await desk.api.call(route, { key })).toMatchObject({ status: 404 })
  expect(await desk.api.call('POST /tools', { key, body: bodyOf(connection) })).toMatchObject({ status: 404 })
})
