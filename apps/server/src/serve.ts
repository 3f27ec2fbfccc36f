import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '@frontdesk/api/app'
import { writeEvents } from '@frontdesk/api/sse'
import { keepSealing } from '@frontdesk/modules/audit/index'
import { keepDispatching, keepWordsRead } from '@frontdesk/modules/conversations/index'
import { keepLeases } from '@frontdesk/modules/engine/index'
import { readSetup } from '@frontdesk/modules/identity/index'
import { keepProcessing } from '@frontdesk/modules/knowledge/index'
import { keepSending } from '@frontdesk/modules/mail/index'
import { keepWatching } from '@frontdesk/modules/security/index'
import type { Config } from '@frontdesk/platform/config'
import type { Platform } from '@frontdesk/platform/platform'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createDashboard } from './dashboard.ts'
import { startMaintenance } from './maintenance.ts'
import { reportsPath } from './page-policy.ts'
import { createPolicyReports } from './policy-reports.ts'

export type Server = { url: string; needsSetup: boolean; stop: () => Promise<void> }

const drainMs = 10_000

/** Serves API and dashboard of this platform and does its background work. */
export const serve = async (platform: Platform): Promise<Server> => {
  const { config } = platform
  const app = createApp(platform)
  const dashboard = await createDashboard()
  const takeReport = createPolicyReports(platform)
  const answer = getRequestListener(
    async (request, env) => {
      const response = await app.fetch(request, env)
      return writeEvents(response, env.outgoing as ServerResponse) ? RESPONSE_ALREADY_SENT : response
    },
    { overrideGlobalObjects: false },
  )
  const http = createServer({ requestTimeout: 300_000, headersTimeout: 10_000 }, (request, response) => {
    if (isApi(request.url ?? '/')) void answer(request, response)
    else if (request.url === reportsPath) void takeReport(request, response)
    else dashboard(request, response)
  })
  const stopWatching = keepWatching(platform)
  const stopLeases = await keepLeases(platform)
  const stopProcessing = keepProcessing(platform)
  const stopDispatching = keepDispatching(platform)
  const stopReading = keepWordsRead(platform)
  const stopSending = keepSending(platform)
  const stopSealing = keepSealing(platform)
  await startMaintenance(platform)
  await listen(http, config)
  // Jobs may take two seconds to prepare their tables; nothing that is served waits for them.
  const jobs = platform.jobs.start().catch((error: unknown) => platform.log.error('Jobs could not start', { error }))
  const { port } = http.address() as AddressInfo
  return {
    url: config.port === port ? config.url : `http://localhost:${port}`,
    needsSetup: (await readSetup(platform)).needed,
    stop: async () => {
      const closed = new Promise<void>(resolve => http.close(() => resolve()))
      http.closeIdleConnections()
      setTimeout(() => http.closeAllConnections(), drainMs).unref()
      await closed
      await stopLeases()
      await stopProcessing()
      await stopDispatching()
      await stopReading()
      await stopSending()
      await stopWatching()
      await jobs
      await stopSealing()
      await platform.close()
    },
  }
}

const isApi = (url: string) => /^\/(api\/|docs(?:$|\?)|livez|readyz)/.test(url)

const listen = (http: ReturnType<typeof createServer>, { port, host }: Config) =>
  new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use. Set PORT to another one.`) : error),
    )
    http.listen(port, host, resolve)
  })
