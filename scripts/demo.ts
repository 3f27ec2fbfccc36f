import { randomBytes } from 'node:crypto'
import { readSetup, seedDemo, setUp } from '@frontdesk/contract/accounts'
import { ApiError, createClient } from '@frontdesk/contract/client'
import { readConfig } from '@frontdesk/platform/config'
import { startServer } from '../apps/server/src/server.ts'

/**
 * Fills the installation with a small shop. Goes through the API of the server that runs on PORT, or starts one for
 * the time being. Where an organization exists, FRONTDESK_API_KEY says into which one.
 */
const main = async () => {
  const config = readConfig({ LOG_LEVEL: 'error', ...process.env })
  const running = await answers(`http://localhost:${config.port}`)
  const server = running ? undefined : await startServer({ ...config, port: 0 })
  const baseUrl = server?.url ?? `http://localhost:${config.port}`
  try {
    const { token, signIn } = await enter(baseUrl)
    const seeded = await createClient({ baseUrl, token }).call(seedDemo)
    console.log(
      `The demo shop is there: ${seeded.documents} help articles, an agent, ${seeded.conversations} conversations.`,
    )
    console.log(running ? `Look at ${config.url}/chat` : `Now run “npm start” and look at ${config.url}/chat`)
    if (signIn) console.log(signIn)
  } finally {
    await server?.stop()
  }
}

const answers = (url: string) =>
  fetch(`${url}/livez`).then(
    response => response.ok,
    () => false,
  )

const enter = async (baseUrl: string) => {
  const client = createClient({ baseUrl })
  const key = process.env.FRONTDESK_API_KEY
  if (key) return { token: key, signIn: '' }
  const { needed } = await client.call(readSetup)
  if (!needed)
    throw new Error(
      'An organization exists already. Make an API key in its settings and run: FRONTDESK_API_KEY=… npm run demo',
    )
  const owner = { email: 'demo@example.com', password: randomBytes(12).toString('base64url') }
  const body = { organizationName: 'Brackenspoke', name: 'Demo Owner', ...owner }
  const { session } = await client.call(setUp, { body })
  return { token: session.token, signIn: `Sign in as ${owner.email} with the password ${owner.password}` }
}

main().catch((error: unknown) => {
  console.error(error instanceof ApiError || error instanceof Error ? error.message : error)
  process.exit(1)
})
