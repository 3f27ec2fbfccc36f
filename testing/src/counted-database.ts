import type { Database } from '@frontdesk/platform/database/port'

/** The same database, and how often somebody takes one of its connections: once for each trip to it. */
export const countedDatabase = (database: Database) => {
  let trips = 0
  const counted = <Pool extends object>(pool: Pool): Pool =>
    new Proxy(pool, {
      get: (target, name) => {
        const found: unknown = Reflect.get(target, name)
        if (name === 'connect') trips += 1
        return typeof found === 'function' ? found.bind(target) : found
      },
    })
  const { tenant, system, auth } = database.pools
  return {
    database: { ...database, pools: { tenant: counted(tenant), system: counted(system), auth: counted(auth) } },
    /** What `run` costs. */
    tripsOf: async (run: () => Promise<unknown>): Promise<number> => {
      const before = trips
      await run()
      return trips - before
    },
  }
}
