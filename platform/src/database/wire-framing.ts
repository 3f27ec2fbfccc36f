const sync = 0x53
const simpleQuery = 0x51
const terminate = 0x58

/**
 * Cuts the bytes of one Postgres client into units that a backend answers with ReadyForQuery: the start-up packet,
 * a simple query, or extended-protocol messages up to their Sync. A unit is handed over whole, however it arrived.
 */
export const createMessageFramer = (hand: (unit: Uint8Array) => void) => {
  let pending: Buffer = Buffer.alloc(0)
  let scanned = 0
  let started = false
  return (bytes: Buffer) => {
    pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes])
    for (;;) {
      const header = started ? 1 : 0
      if (pending.length < scanned + header + 4) return
      const end = scanned + header + pending.readInt32BE(scanned + header)
      if (pending.length < end) return
      const type = started ? pending[scanned] : sync
      scanned = end
      started = true
      if (type !== sync && type !== simpleQuery && type !== terminate) continue
      const unit = pending.subarray(0, end)
      pending = pending.subarray(end)
      scanned = 0
      if (type !== terminate) hand(new Uint8Array(unit))
    }
  }
}
