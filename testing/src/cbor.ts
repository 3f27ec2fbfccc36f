export type Cbor = number | string | Uint8Array | Cbor[] | Map<Cbor, Cbor>

/** What of CBOR (RFC 8949) a device for passkeys writes, written without the server's library. */
export const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)])
}

const head = (kind: number, size: number): Buffer => {
  if (size < 24) return Buffer.from([(kind << 5) | size])
  if (size < 256) return Buffer.from([(kind << 5) | 24, size])
  const long = Buffer.alloc(3)
  long.writeUInt8((kind << 5) | 25)
  long.writeUInt16BE(size, 1)
  return long
}
