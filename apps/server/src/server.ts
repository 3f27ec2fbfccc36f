import { compose } from '@frontdesk/platform/compose'
import type { Config } from '@frontdesk/platform/config'
import type { Server } from './serve.ts'

/** API, dashboard and background work in one process. Resolves when it serves; rejects when it cannot. */
export const startServer = async (config: Config): Promise<Server> => {
  // The database opens while the rest of the program is being read.
  const [platform, { serve }] = await Promise.all([compose(config), import('./serve.ts')])
  return serve(platform)
}
