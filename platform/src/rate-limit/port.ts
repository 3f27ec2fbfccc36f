/** A bucket of `capacity` tokens that fills by `refillPerSecond`, smoothly, without windows. */
export interface Limit {
  capacity: number
  refillPerSecond: number
}

export interface Verdict {
  allowed: boolean
  /** Whole tokens left for the next one who asks. */
  remaining: number
  /** When the same request would be allowed; 0 when it just was. */
  retryAfterMs: number
  /** When the bucket will be full again. */
  resetMs: number
}

/**
 * Says whether one more may pass, and when the next one may. Processes that share a Redis share the bucket;
 * while Redis is away each process counts for itself. Never rejects. A refusal costs no tokens.
 */
export interface RateLimit {
  /** `cost` is 1 unless said; a cost above the capacity is always refused. */
  take(key: string, limit: Limit, cost?: number): Promise<Verdict>
}
