import { setTimeout as pause } from 'node:timers/promises'
import { createApiKey, setUp } from '@frontdesk/contract/accounts'
import { createAgent } from '@frontdesk/contract/agents'
import { type Client, createClient } from '@frontdesk/contract/client'
import { countDocuments } from '@frontdesk/contract/knowledge'
import { nodeFlags } from '../../apps/server/src/node-flags.ts'
import type { Ground } from './databases.ts'
import { answers, freePort, type Program, startProgram } from './processes.ts'

export type Server = Program & { port: number; readyMs: number; readyCpuMs: number }
export type ServerWish = {
  modelUrl?: string
  embeddings?: boolean
  /** Hosts of this machine that tools may ask. */
  privateHosts?: string
  cores?: 'measured' | 'all'
  nodeArgs?: readonly string[]
}

/** The product itself, as `npm start` runs it, on this ground. */
export async function startServer(ground: Ground, wish: ServerWish = {}): Promise<Server> {
  const port = await freePort()
  const from = performance.now()
  const program = await startProgram({
    file: new URL('../../apps/server/src/main.ts', import.meta.url),
    cores: wish.cores ?? 'measured',
    nodeArgs: [...nodeFlags, ...(wish.nodeArgs ?? profiling)],
    environment: {
      PORT: String(port),
      HOST: '127.0.0.1',
      FRONTDESK_DATA_DIR: ground.dataDirectory,
      FRONTDESK_SECRET: 'a secret of benchmarks, as long as it has to be',
      LOG_LEVEL: 'warn',
      ...(ground.databaseUrl ? { DATABASE_URL: ground.databaseUrl } : {}),
      ...(wish.modelUrl ? { OPENAI_BASE_URL: wish.modelUrl, OPENAI_API_KEY: 'fake', OPENAI_MODEL: 'quick' } : {}),
      ...(wish.privateHosts ? { FRONTDESK_ALLOWED_PRIVATE_HOSTS: wish.privateHosts } : {}),
      ...(wish.embeddings ? { OPENAI_EMBEDDING_MODEL: 'fake-embedding' } : {}),
    },
    isReady: answers(`http://127.0.0.1:${port}/readyz`),
  })
  return { ...program, port, readyMs: performance.now() - from, readyCpuMs: program.cpuMs() }
}

// Profiles of the server land here when asked for: BENCH_PROFILE=/tmp/profiles npm run bench -- chat
const { BENCH_PROFILE } = process.env
const profiling = BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${BENCH_PROFILE}`] : []

/** Someone who may everything in a new organization of their own. */
export type Owner = { client: Client; token: string; sessionToken: string }

export async function settle(server: Server): Promise<Owner> {
  const baseUrl = `http://127.0.0.1:${server.port}`
  const { session } = await createClient({ baseUrl }).call(setUp, {
    body: {
      organizationName: 'Northwind Bikes',
      name: 'Olivia',
      email: 'olivia@example.com',
      password: 'a password for benchmarks',
    },
  })
  const { secret } = await createClient({ baseUrl, token: session.token }).call(createApiKey, {
    body: { name: 'bench' },
  })
  return { client: createClient({ baseUrl, token: secret }), token: secret, sessionToken: session.token }
}

/** An agent whose model speaks as its name says: see peers/model.ts. */
export const hire = async ({ client }: Owner, model: string): Promise<string> => {
  const agent = await client.call(createAgent, { body: { name: `Speaks ${model}`, model, knowledgeOnly: false } })
  return agent.id
}

/** Resolves when every document is ready. Throws when one has failed. */
export async function untilReady({ client }: Owner, everyMs = 50): Promise<{ chunks: number; ready: number }> {
  for (;;) {
    const { queued, processing, ready, failed, chunks } = await client.call(countDocuments)
    if (failed > 0) throw new Error(`${failed} documents failed`)
    if (queued + processing === 0) return { chunks, ready }
    await pause(everyMs)
  }
}
