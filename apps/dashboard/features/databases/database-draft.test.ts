import { expect, test } from 'vitest'
import { changesBetween, connectionOf, draftOf } from './database-draft.ts'

const typed = { ...draftOf(undefined), name: 'Shop', host: ' db.shop.example ', user: 'reader', password: 'secret' }

test('tables are listed one in a line or with commas, and the usual port is the one of its kind', () => {
  expect(connectionOf({ ...typed, relations: 'shop.orders,\n shop.items\n' })).toMatchObject({
    host: 'db.shop.example',
    port: 5432,
    database: null,
    certificateAuthority: null,
    relations: ['shop.orders', 'shop.items'],
  })
  expect(connectionOf({ ...typed, dialect: 'mysql' }).port).toBe(3306)
})

test('only what was changed is sent, and never a password that nobody wrote', () => {
  const { password: _, ...shown } = connectionOf(typed)
  const about = { createdAt: '2026-11-27T09:00:00.000Z', updatedAt: '2026-11-27T09:00:00.000Z', id: 'a' }
  const kept = draftOf({ ...shown, ...about, port: 5433 } as Parameters<typeof draftOf>[0])
  expect(changesBetween(kept, { ...kept, relations: 'shop.orders' })).toEqual({ relations: ['shop.orders'] })
  expect(changesBetween(kept, { ...kept, host: 'other.example', password: 'new' })).toEqual({
    host: 'other.example',
    password: 'new',
  })
})
