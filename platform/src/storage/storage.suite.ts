import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Storage } from './port.ts'

export function storageSuite(name: string, open: () => Promise<Storage>): void {
  const newKey = () => `org-1/files/${randomUUID()}.pdf`

  test(`${name}: what was put is got, byte for byte, until it is deleted`, async () => {
    const storage = await open()
    const key = newKey()
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256)
    expect(await storage.get(key)).toBeUndefined()
    await storage.put(key, bytes)
    expect(Buffer.compare((await storage.get(key)) ?? Buffer.of(), bytes)).toBe(0)
    await storage.delete(key)
    await storage.delete(key)
    expect(await storage.get(key)).toBeUndefined()
  })

  test(`${name}: a stream is put whole`, async () => {
    const storage = await open()
    const key = newKey()
    await storage.put(key, Readable.from([Buffer.from('Grüße '), Buffer.from('aus Zürich')]))
    expect(Buffer.from((await storage.get(key)) ?? []).toString()).toBe('Grüße aus Zürich')
  })

  test(`${name}: an empty file is a file`, async () => {
    const storage = await open()
    const key = newKey()
    await storage.put(key, Buffer.of())
    expect((await storage.get(key))?.byteLength).toBe(0)
  })

  test(`${name}: a stream that breaks leaves what was there before`, async () => {
    const storage = await open()
    const key = newKey()
    await storage.put(key, Buffer.from('the old price list'))
    async function* broken() {
      yield Buffer.from('the new pr')
      throw new Error('the customer went away')
    }
    await expect(storage.put(key, broken())).rejects.toThrow('the customer went away')
    expect(Buffer.from((await storage.get(key)) ?? []).toString()).toBe('the old price list')
  })

  test(`${name}: what is not a key is refused, whatever is asked`, async () => {
    const storage = await open()
    const wrong = ['', '/etc/passwd', '../secret', 'a/../../b', 'a//b', 'a/', './a', 'Ä', 'UPPER', 'a b', 'a\0', 'a\\b']
    for (const key of [...wrong, 'x'.repeat(501)]) {
      await expect(storage.put(key, Buffer.of()), key).rejects.toThrow(RangeError)
      await expect(storage.get(key), key).rejects.toThrow(RangeError)
      await expect(storage.delete(key), key).rejects.toThrow(RangeError)
    }
  })
}
