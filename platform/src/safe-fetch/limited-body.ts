import { pipeline, type Readable, Transform } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { FetchFailure } from './failure.ts'
import { reasonOf } from './in-time.ts'

export type Sizes = {
  /** Of the body as it comes over the wire. */
  mostBytes: number
  /** Of what it is unpacked to. */
  mostUnpackedBytes: number
}

// What has arrived is told at once, so that a compressed stream of events is one, and a cut one is read as far as it goes.
const eager = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
const eagerBrotli = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH }
const unpackers: Record<string, () => Transform> = {
  gzip: () => createGunzip(eager),
  'x-gzip': () => createGunzip(eager),
  deflate: () => createInflate(eager),
  br: () => createBrotliDecompress(eagerBrotli),
}

/** A body unpacked, and cut off where it grows too large: while it comes, never after. */
export const limitedBody = (body: Readable, headers: Headers, sizes: Sizes, signal: AbortSignal): Readable => {
  const coding = headers.get('content-encoding')?.trim().toLowerCase() || 'identity'
  const unpack = Object.hasOwn(unpackers, coding) ? unpackers[coding] : undefined
  // Codings upon codings are how a few kilobytes become terabytes; nobody honest sends them.
  if (coding !== 'identity' && !unpack) throw new FetchFailure('malformed')
  if (Number(headers.get('content-length')) > sizes.mostBytes) throw new FetchFailure('too-large')
  const inside = unpack ? sizes.mostUnpackedBytes : Math.min(sizes.mostBytes, sizes.mostUnpackedBytes)
  const last = upTo(inside, error => reasonOf(error, signal))
  const steps = unpack ? [upTo(sizes.mostBytes), unpack(), last] : [last]
  if (unpack) for (const untrue of ['content-encoding', 'content-length']) headers.delete(untrue)
  pipeline([body, ...steps], () => {})
  return last
}

const upTo = (most: number, because: (error: Error) => Error = error => error) => {
  let bytes = 0
  return new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      bytes += piece.length
      if (bytes > most) done(new FetchFailure('too-large'))
      else done(null, piece)
    },
    destroy(error, done) {
      done(error && because(error))
    },
  })
}
