import { type Statement, systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import { customerOf } from './customer.ts'
import { type Sought, wordsOf } from './words.ts'

const atOnce = 20
// A column holds a mebibyte of words, each of them 40 characters of up to four bytes at most.
const mostWords = 6_000

/** The organizations in which something happened that was not read yet. */
export const findBehind = async ({ database }: Platform): Promise<string[]> => {
  const [result] = await systemSql(database, [
    {
      text: `SELECT o.organization_id FROM organizations o
        LEFT JOIN conversation_word_marks m ON m.organization_id = o.organization_id
        WHERE (SELECT max(c.last_activity_at) FROM conversations c WHERE c.organization_id = o.organization_id)
          > COALESCE(m.read_until, '-infinity')`,
    },
  ])
  return (result?.rows ?? []).map(row => String(row.organization_id))
}

// What somebody else writes may become visible a little later than what was written after it.
const marginMs = 30_000

/** Reads some of the conversations in which something was said since they were read. False when there was none. */
export const catchUp = async (ctx: Ctx): Promise<boolean> => {
  const { organizationId } = ctx
  const [marked] = await ctx.sql([
    {
      text: `SELECT max(c.last_activity_at) AS latest,
          (SELECT max(read_until) FROM conversation_word_marks WHERE organization_id = $1::uuid) AS read_until
        FROM conversations c WHERE c.organization_id = $1::uuid`,
      values: [organizationId],
    },
  ])
  const latest = Number(marked?.rows[0]?.latest)
  const readUntil = Number(marked?.rows[0]?.read_until)
  const [behind] = await ctx.sql([
    {
      // The moment is a value, so that the database knows that there are few.
      text: `SELECT c.id, c.last_activity_at FROM conversations c
        WHERE c.organization_id = $1::uuid AND c.last_activity_at >= $2::timestamptz AND c.last_seq IS DISTINCT FROM
          (SELECT w.seq FROM conversation_words w WHERE w.organization_id = $1::uuid AND w.conversation_id = c.id)
        ORDER BY c.last_activity_at, c.id LIMIT $3::int`,
      values: [organizationId, new Date(readUntil - marginMs), atOnce],
    },
  ])
  const rows = behind?.rows ?? []
  if (rows.length > 0)
    await keepWords(
      ctx,
      rows.map(({ id }) => String(id)),
    )
  const reached = rows.length < atOnce ? latest : Number(rows.at(-1)?.last_activity_at)
  // Whatever says that it is of tomorrow must not hide what is said until then.
  const until = Math.min(reached, ctx.now().getTime())
  if (until > readUntil) await ctx.sql([mark(ctx, new Date(until))])
  return rows.length > 0
}

const mark = ({ organizationId }: Ctx, until: Date): Statement => ({
  text: `INSERT INTO conversation_word_marks AS m (organization_id, read_until) VALUES ($1::uuid, $2::timestamptz)
    ON CONFLICT (organization_id) DO UPDATE SET read_until = GREATEST(m.read_until, EXCLUDED.read_until)`,
  values: [organizationId, until],
})

/** Reads these conversations anew, from the latest message back. */
export const keepWords = async (ctx: Ctx, ids: string[]): Promise<void> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT id, title, attributes, created_by, last_seq FROM conversations
        WHERE organization_id = $1::uuid AND id = ANY($2::uuid[])`,
      values: [ctx.organizationId, ids],
    },
  ])
  const read = new Map(
    (result?.rows ?? []).map(row => {
      const known = customerOf(String(row.created_by), row.attributes as Record<string, unknown>)
      const words = withWords(new Set(), [String(row.title), ...known])
      return [String(row.id), { seq: Number(row.last_seq), words }] as const
    }),
  )
  let open: Before[] = [...read.keys()].map(id => ({ id, before: afterAll }))
  while (open.length > 0) {
    const said = await readBefore(ctx, open)
    open = open.flatMap(({ id }) => {
      const some = said.get(id) ?? []
      const words = withWords(
        read.get(id)?.words ?? new Set(),
        some.map(({ text }) => text),
      )
      const oldest = some.at(-1)?.seq ?? 0
      return some.length < messagesAtOnce || words.size >= mostWords ? [] : [{ id, before: oldest }]
    })
  }
  const organization = marked(ctx)
  const rows = [...read].map(([id, { seq, words }]) => ({ id, seq, words: [...words].map(organization) }))
  await ctx.sql([
    {
      text: `INSERT INTO conversation_words AS w (organization_id, conversation_id, seq, words)
        SELECT $1::uuid, x.id, x.seq, array_to_tsvector(x.words)
        FROM jsonb_to_recordset($2::jsonb) AS x (id uuid, seq int, words text[])
        ON CONFLICT (organization_id, conversation_id) DO UPDATE SET seq = EXCLUDED.seq, words = EXCLUDED.words
        WHERE w.seq <= EXCLUDED.seq`,
      values: [ctx.organizationId, JSON.stringify(rows)],
    },
  ])
}

const withWords = (words: Set<string>, texts: string[]): Set<string> => {
  for (const text of texts) for (const { word } of wordsOf(text)) if (words.size < mostWords) words.add(word)
  return words
}

const marked =
  ({ organizationId }: Ctx) =>
  (word: string) =>
    organizationId.slice(-8) + word

const messagesAtOnce = 100
/** Above every sequence number. */
export const afterAll = 2_147_483_647

export type Before = { id: string; before: number }

/** Of each conversation the messages before a sequence number, the latest first, a hundred at most. */
export const readBefore = async (ctx: Ctx, open: Before[]): Promise<Map<string, { seq: number; text: string }[]>> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT x.id, m.seq, m.text FROM unnest($2::uuid[], $3::int[]) AS x (id, before)
        CROSS JOIN LATERAL (SELECT seq, text FROM messages
          WHERE organization_id = $1::uuid AND conversation_id = x.id AND seq < x.before
          ORDER BY seq DESC LIMIT ${messagesAtOnce}) m`,
      values: [ctx.organizationId, open.map(({ id }) => id), open.map(({ before }) => before)],
    },
  ])
  const rows = (result?.rows ?? []).map(row => ({ id: String(row.id), seq: Number(row.seq), text: String(row.text) }))
  return Map.groupBy(
    rows.toSorted((a, b) => b.seq - a.seq),
    ({ id }) => id,
  )
}

/** The words as the database looks for them: each is letters and digits only, so nothing in it is an operator. */
export const queryOf = (ctx: Ctx, { words, beginning }: Sought): string => {
  const organization = marked(ctx)
  return [...words.map(word => `'${organization(word)}'`), `'${organization(beginning)}':*`].join(' & ')
}

/**
 * Ids of conversations that have these words, as many as `most`. No wall stands before the index (behind one the
 * database would not use it), so an id is only good for asking for it behind the wall.
 */
export const findSaying = async (ctx: Ctx, query: string, most: number): Promise<string[]> => {
  const [result] = await systemSql(ctx.platform.database, [
    {
      text: `SELECT conversation_id FROM conversation_words
        WHERE words @@ $2::tsquery AND organization_id = $1::uuid LIMIT $3::int`,
      values: [ctx.organizationId, query, most],
    },
  ])
  return (result?.rows ?? []).map(row => String(row.conversation_id))
}
