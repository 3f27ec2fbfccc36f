import type { Database } from '../database/port.ts'
import { authSql, firstRow, type Row, type Statement } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import { personOf } from './mailed-links.ts'
import type { Origin, Person } from './port.ts'

type Account = { subject: string; email: string }
type Known = { subject: string; email: string; name: string }
type Begun = {
  id: string
  token: string
  personId: string
  expiresAt: Date
  now: Date
  provenAt?: Date | undefined
  from?: Origin | undefined
}

/** Supabase's people and sessions, as rows beside those of ours. */
export const createSupabaseStore = (database: Database) => {
  const one = async (statement: Statement): Promise<Row | undefined> => firstRow(await authSql(database, [statement]))

  return {
    /**
     * Who somebody of Supabase is here; newcomers are added. Undefined when the address belongs to somebody else here:
     * addresses alone join nobody, since not every project proves them. An address that was changed there changes here when
     * this is `news`; a token may be older than the change.
     */
    join: async ({ subject, email, name }: Known, now: Date, news: boolean): Promise<Person | undefined> => {
      const id = newId()
      const results = await authSql(database, [
        {
          text: `INSERT INTO auth_users (id, name, email, "createdAt", "updatedAt")
            SELECT $1, $2, $3, $5::timestamptz, $5::timestamptz
            WHERE NOT EXISTS (SELECT FROM auth_supabase_people WHERE subject = $4) ON CONFLICT (email) DO NOTHING`,
          values: [id, name, email, subject, now],
        },
        {
          text: `INSERT INTO auth_supabase_people (subject, user_id) SELECT $1, id FROM auth_users WHERE id = $2
            ON CONFLICT (subject) DO NOTHING`,
          values: [subject, id],
        },
        {
          text: `UPDATE auth_users SET email = $2, "emailVerified" = false, "updatedAt" = $3::timestamptz
            WHERE id = (SELECT user_id FROM auth_supabase_people WHERE subject = $1) AND $4::boolean AND email <> $2
              AND NOT EXISTS (SELECT FROM auth_users WHERE email = $2)`,
          values: [subject, email, now, news],
        },
        {
          text: `SELECT id, name, email, "emailVerified" FROM auth_users
            WHERE id = (SELECT user_id FROM auth_supabase_people WHERE subject = $1)`,
          values: [subject],
        },
      ])
      const row = firstRow(results, 3)
      return row && personOf(row)
    },

    isTaken: async (email: string): Promise<boolean> => {
      const text = 'SELECT EXISTS (SELECT FROM auth_users WHERE email = lower($1)) AS taken'
      return (await one({ text, values: [email] }))?.taken === true
    },

    /** A session with our token, and the sealed token that Supabase is asked with. */
    begin: async (begun: Begun, refreshToken: string, refreshAt: Date): Promise<void> => {
      const text =
        'INSERT INTO auth_supabase_sessions (session_id, refresh_token, refresh_at) VALUES ($1, $2, $3::timestamptz)'
      await authSql(database, [
        forgetOldSessions(begun),
        insertSession(begun),
        { text, values: [begun.id, refreshToken, refreshAt] },
      ])
    },

    /**
     * A session of Supabase's own token, from its first sight here on; those that were ended here stay ended. When its person
     * signed in there is not known, so it counts as proven once they have confirmed it here.
     */
    notice: async (begun: Begun): Promise<void> => {
      await authSql(database, [insertSession(begun)])
    },

    find: (token: string, now: Date) =>
      one({
        name: 'select-supabase-session',
        text: `SELECT s.id AS session, u.id, u.name, u.email, u."emailVerified", s."expiresAt",
            proven_at, confirmed_at, shown_at, refresh_at
          FROM auth_sessions s JOIN auth_users u ON u.id = s."userId" JOIN auth_supabase_sessions r ON r.session_id = s.id
          ${factors} WHERE s.token = $1 AND s."expiresAt" > $2`,
        values: [token, now],
      }),

    /** Undefined when the person or the session has not been seen yet. */
    findNoticed: (subject: string, sessionId: string) =>
      one({
        name: 'select-supabase-token',
        text: `SELECT s.id AS session, u.id, u.name, u.email, u."emailVerified", s."expiresAt", proven_at, confirmed_at, shown_at,
            EXISTS (SELECT FROM auth_ended_sessions WHERE id = $2) AS ended
          FROM auth_supabase_people p JOIN auth_users u ON u.id = p.user_id
          LEFT JOIN auth_sessions s ON s.id = $2 AND s."userId" = u.id
          ${factors} WHERE p.subject = $1`,
        values: [subject, sessionId],
      }),

    /** The sealed token, for one of all who ask at this moment; the others need not wait. */
    claimRefresh: async (sessionId: string, now: Date, until: Date): Promise<string | undefined> => {
      const row = await one({
        text: `UPDATE auth_supabase_sessions SET refresh_at = $3::timestamptz
          WHERE session_id = $1 AND refresh_at <= $2::timestamptz RETURNING refresh_token`,
        values: [sessionId, now, until],
      })
      return row && String(row.refresh_token)
    },

    /** False when the session has ended, or is one of Supabase's own tokens. */
    keepRefresh: async (sessionId: string, refreshToken: string, refreshAt: Date): Promise<boolean> => {
      const text = `UPDATE auth_supabase_sessions SET refresh_token = $2, refresh_at = $3::timestamptz
        WHERE session_id = $1 RETURNING session_id`
      return (await one({ text, values: [sessionId, refreshToken, refreshAt] })) !== undefined
    },

    /** Ends sessions by any of their columns; gives them with the sealed tokens of those that have one. */
    end: async (condition: Ending, now: Date): Promise<{ id: string; refreshToken: string | undefined }[]> => {
      const [where, values] = whereOf(condition)
      const [result] = await authSql(database, [
        {
          text: `WITH ended AS (DELETE FROM auth_sessions WHERE ${where} RETURNING id, token),
              kept AS (INSERT INTO auth_ended_sessions (id, ended_at)
                SELECT id, $${values.length + 1}::timestamptz FROM ended WHERE token = 'supabase:' || id
                ON CONFLICT (id) DO NOTHING)
            SELECT id, refresh_token FROM ended LEFT JOIN auth_supabase_sessions ON session_id = id`,
          values: [...values, now],
        },
      ])
      return (result?.rows ?? []).map(row => ({
        id: String(row.id),
        refreshToken: row.refresh_token === null ? undefined : String(row.refresh_token),
      }))
    },

    account: async (personId: string): Promise<Account | undefined> => {
      const text = 'SELECT subject, email FROM auth_supabase_people JOIN auth_users ON id = user_id WHERE user_id = $1'
      const row = await one({ text, values: [personId] })
      return row && accountOf(row)
    },

    /** Whose password or address is to be changed, once nobody else is changing it. */
    claimChange: async (personId: string, now: Date, until: Date): Promise<'taken' | Account | undefined> => {
      const [claimed, known] = await authSql(database, [
        {
          text: `UPDATE auth_supabase_people SET changing_until = $3::timestamptz FROM auth_users
            WHERE auth_users.id = user_id AND user_id = $1
              AND (changing_until IS NULL OR changing_until <= $2::timestamptz) RETURNING subject, email`,
          values: [personId, now, until],
        },
        { text: 'SELECT user_id FROM auth_supabase_people WHERE user_id = $1', values: [personId] },
      ])
      const row = claimed?.rows[0]
      if (row) return accountOf(row)
      return known?.rows[0] ? 'taken' : undefined
    },

    endChange: async (personId: string): Promise<void> => {
      await one({
        text: 'UPDATE auth_supabase_people SET changing_until = NULL WHERE user_id = $1',
        values: [personId],
      })
    },
  }
}

const accountOf = (row: Row): Account => ({ subject: String(row.subject), email: String(row.email) })

export const noticedToken = (sessionId: string) => `supabase:${sessionId}`

type Ending =
  | { id: string }
  | { token: string }
  | { personId: string; only: string }
  | { personId: string; allBut: string }

const whereOf = (condition: Ending): [string, string[]] => {
  if ('id' in condition) return ['id = $1', [condition.id]]
  if ('token' in condition) return ['token = $1', [condition.token]]
  return 'only' in condition
    ? ['"userId" = $1 AND id = $2', [condition.personId, condition.only]]
    : ['"userId" = $1 AND id <> $2', [condition.personId, condition.allBut]]
}

const factors = `LEFT JOIN auth_factors ON auth_factors.user_id = u.id
  LEFT JOIN auth_session_factors ON auth_session_factors.session_id = s.id`

// A session of Supabase may come back with a new token long after its last one; it then has its factor still.
const forgottenAfterMs = 30 * 24 * 60 * 60_000

const forgetOldSessions = ({ personId, now }: Begun): Statement => ({
  text: 'DELETE FROM auth_sessions WHERE "userId" = $1 AND "expiresAt" < $2::timestamptz',
  values: [personId, new Date(now.getTime() - forgottenAfterMs)],
})

const insertSession = ({ id, token, personId, expiresAt, now, provenAt, from }: Begun): Statement => ({
  text: `INSERT INTO auth_sessions (id, token, "userId", "expiresAt", "ipAddress", "userAgent", "createdAt", "updatedAt", proven_at)
    VALUES ($1, $2, $3, $4::timestamptz, $5, $6, $7::timestamptz, $7::timestamptz, $8::timestamptz)
    ON CONFLICT (id) DO UPDATE SET "expiresAt" = GREATEST(auth_sessions."expiresAt", EXCLUDED."expiresAt")
    WHERE auth_sessions."userId" = EXCLUDED."userId"`,
  values: [
    id,
    token,
    personId,
    expiresAt,
    from?.ip ?? null,
    from?.userAgent?.slice(0, 300) ?? null,
    now,
    provenAt ?? null,
  ],
})
