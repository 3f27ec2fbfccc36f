import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import { unknownResult } from './call.ts'

/** As long as the lease of a turn: whoever has not said for so long that it listens is gone. */
const heardMs = 15_000
const goneResult = { error: 'The reply of this call was lost.' }

/** Calls whose replies this process waits for, by platform. */
const heard = new WeakMap<Platform, Set<string>>()

export const heardBy = (platform: Platform): Set<string> => {
  const known = heard.get(platform) ?? new Set()
  heard.set(platform, known)
  return known
}

/**
 * Says of which calls this process still waits for the reply, and ends those of turns that are over for which nobody
 * does: a process that died took the reply along. `isAlone`: there is no other process that could wait.
 */
export const keepHearing = async (platform: Platform, isAlone: boolean): Promise<void> => {
  const ids = [...heardBy(platform)]
  const now = platform.clock.now()
  await systemSql(platform.database, [
    ...(ids.length === 0
      ? []
      : [
          {
            name: 'tool-calls.hear',
            text: `UPDATE tool_calls SET heard_until = $2::timestamptz WHERE state = 'started' AND id = ANY($1::uuid[])`,
            values: [ids, new Date(now.getTime() + heardMs)],
          },
        ]),
    {
      name: 'tool-calls.end-unheard',
      text: `UPDATE tool_calls k SET finished_at = $1::timestamptz,
          state = CASE WHEN k.effect = 'once' THEN 'unknown' ELSE 'failed' END,
          result = CASE WHEN k.effect = 'once' THEN $3::json ELSE $4::json END
        FROM turns t
        WHERE k.state = 'started' AND t.organization_id = k.organization_id AND t.id = k.turn_id AND t.status <> 'running'
          AND NOT k.id = ANY($6::uuid[])
          AND ($5::boolean OR greatest(k.heard_until, k.started_at + make_interval(secs => $2::int)) < $1::timestamptz)`,
      values: [now, heardMs / 1_000, JSON.stringify(unknownResult), JSON.stringify(goneResult), isAlone, ids],
    },
  ])
}
