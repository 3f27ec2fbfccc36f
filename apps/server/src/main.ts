import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// What was compiled once is not compiled at the next start, which halves the time that reading the program takes; so
// everything is imported after this.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/frontdesk/compiled', import.meta.url)))
const { renderAdapters } = await import('@frontdesk/platform/adapters')
const { readConfig, WrongSettings } = await import('@frontdesk/platform/config')
const { startDatabase } = await import('@frontdesk/platform/database/start')

/** One process that serves everything. Ends with status 1 and a sentence when it cannot. */
const main = async () => {
  const config = readConfig()
  // The embedded database starts in a thread of its own while this one reads the rest of the program.
  const { databaseUrl, dataDirectory: dataDir } = config
  const started = await startDatabase({ databaseUrl, dataDir })
  const { startServer } = await import('./server.ts')
  const server = await startServer(config, started)
  console.log(`\n${renderAdapters(config)}\n\nFrontdesk is ready at ${server.url}\n`)
  console.log(
    server.needsSetup ? `Open it to create your organization; “npm run demo” brings a shop to try it on.\n` : '',
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      void server.stop().then(() => process.exit(0))
    })
  process.on('uncaughtException', error => {
    console.error('Frontdesk met an error it cannot go on from:', error)
    void server.stop().finally(() => process.exit(1))
  })
}

main().catch((error: unknown) => {
  console.error(
    error instanceof WrongSettings
      ? error.message
      : `Frontdesk could not start: ${error instanceof Error ? error.message : error}`,
  )
  process.exit(1)
})
