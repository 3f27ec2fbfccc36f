/**
 * Remembers short texts for a while, so that something costly is not asked twice.
 * Anything may be forgotten at any moment, and a cache that is away only misses: no method ever rejects.
 */
export interface Cache {
  get(key: string): Promise<string | undefined>
  set(key: string, value: string, options: { ttlMs: number }): Promise<void>
  delete(key: string): Promise<void>
}
