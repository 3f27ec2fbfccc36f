import { compose } from '@frontdesk/platform/compose'
import type { Config } from '@frontdesk/platform/config'
import type { StartedDatabase } from '@frontdesk/platform/database/start'
import { type Server, serve } from './serve.ts'

/** API, dashboard and background work in one process. Resolves when it serves; rejects when it cannot. */
export const startServer = async (config: Config, started?: StartedDatabase): Promise<Server> =>
  serve(await compose(config, started))
