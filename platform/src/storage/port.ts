/**
 * Keeps files by key. What `put` acknowledged, `get` returns whole, also after a crash; a `put` that fails leaves
 * what was there before.
 *
 * Keys are lower-case segments of letters, digits, `_`, `.` and `-`, divided by `/`; anything else is refused with a
 * RangeError. No key may be a folder of another. An unreachable store rejects; it is for the caller to try again.
 */
export interface Storage {
  put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>
}
