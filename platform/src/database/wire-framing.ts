const sync = 0x53
const simpleQuery = 0x51
const terminate = 0x58

/**
 * Cuts the bytes of one Postgres client into units that a backend answers with ReadyForQuery: the start-up packet,
 * a simple query, or extended-protocol messages up to their Sync. A unit is handed over whole, however it arrived.
 */
export const createMessageFramer = (hand: (unit: Uint8Array) => void) => {
  let pieces: Buffer[] = []
  let length = 0
  /** Up to here whole messages were seen that have no unit yet. */
  let scanned = 0
  /** Nothing more can be told before so many bytes are there: a long message is not put together for each of its pieces. */
  let needed = 0
  let started = false
  return (bytes: Buffer) => {
    pieces.push(bytes)
    length += bytes.length
    if (length < needed) return
    let pending = Buffer.concat(pieces, length)
    for (;;) {
      const header = started ? 1 : 0
      needed = scanned + header + 4
      if (pending.length >= needed) needed = scanned + header + pending.readInt32BE(scanned + header)
      if (pending.length < needed) break
      const type = started ? pending[scanned] : sync
      scanned = needed
      started = true
      if (type !== sync && type !== simpleQuery && type !== terminate) continue
      if (type !== terminate) hand(pending.subarray(0, scanned))
      pending = pending.subarray(scanned)
      scanned = 0
    }
    pieces = [pending]
    length = pending.length
  }
}
