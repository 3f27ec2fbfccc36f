import type { Narrower } from './list-store.ts'

export const amongThese =
  (ids: string[]): Narrower =>
  at => ({ and: ` AND c.id = ANY($${at}::uuid[])`, values: [ids], name: '' })

type Place = { lastActivityAt: string; id: string }

/** Those up to this place that have the words. As a value, the words are looked at one conversation after the other. */
export const saidBetween =
  (query: string, end: Place | undefined): Narrower =>
  at => ({
    and: ` AND (SELECT w.words @@ $${at}::tsquery FROM conversation_words w
        WHERE w.organization_id = $1::uuid AND w.conversation_id = c.id)
      AND ($${at + 1}::timestamptz IS NULL OR (c.last_activity_at, c.id) >= ($${at + 1}::timestamptz, $${at + 2}::uuid))`,
    values: [query, end?.lastActivityAt ?? null, end?.id ?? null],
    name: '',
  })
