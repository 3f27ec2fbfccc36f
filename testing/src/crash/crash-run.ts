import { setTimeout as sleep } from 'node:timers/promises'
import { setUp } from '@frontdesk/contract/accounts'
import { createAgent } from '@frontdesk/contract/agents'
import { createClient } from '@frontdesk/contract/client'
import { type ServerUnderTest, type Start, serverUnderTest } from '../server-under-test.ts'
import { checkHistory } from './check-history.ts'
import { startCountingModel } from './counting-model.ts'
import type { Shop } from './customer.ts'
import { readFinalState } from './final-state.ts'
import { openHistory, readHistories } from './history.ts'
import { load } from './load.ts'
import { createMoments, type Moments, momentOf, type Phase } from './moments.ts'
import { type Random, seeded } from './random.ts'
import { startShopTools } from './shop-tools.ts'
import { linesOf, type Violation } from './violation.ts'

export type CrashPlan = {
  kills: number
  seed: number
  /** Where in the life of an answer; each kill falls into one of these. */
  phases: readonly [Phase, ...Phase[]]
  customers: number
  /** Histories and the server's log go here. */
  folder: string
  dataDirectory: string
  databaseUrl: string | undefined
  /** How long a restart may take, without waiting for a processor, and after it an answer. */
  readyMs: number
  answerMs: number
  tell: (sentence: string) => void
}

export type Kill = { phase: string; start: Start; interrupted: number; settledMs: number; faults: string[] }
export type CrashReport = {
  kills: Kill[]
  violations: Violation[]
  messages: number
  answers: number
  /** `made` counts requests; `unknown` is what nobody knows of and people are shown. */
  calls: { kept: number; made: number; unknown: number }
  lines: number
}

/** Kills the server again and again while customers talk to it, and checks what they saw against what is left. */
export const runCrash = async (plan: CrashPlan): Promise<CrashReport> => {
  const random = seeded(plan.seed)
  const moments = createMoments()
  const model = await startCountingModel(random, moments)
  const driver = openHistory(plan.folder, 'driver')
  const shopHistory = openHistory(plan.folder, 'shop')
  const tools = await startShopTools(shopHistory, random, moments)
  const server = await serverUnderTest({ ...plan, modelUrl: model.url, toolHost: tools.host }, driver)
  try {
    await server.start()
    let isClosing = false
    const shop: Shop = { ...(await openShop(server, moments)), isClosing: () => isClosing }
    await tools.giveTo(shop.client, shop.agentId)
    const visits = load(shop, plan.customers, plan.folder, random)
    const kills = await Promise.race([killAgainAndAgain(plan, server, shop, random), visits.then(() => [])])
    isClosing = true
    await visits
    // What counts is what a new process finds.
    await server.kill('the end')
    await server.start()
    const final = await readFinalState(shop.client)
    const lines = readHistories(plan.folder)
    return {
      kills,
      violations: checkHistory(lines, final, plan),
      messages: final.conversations.reduce((sum, { messages }) => sum + messages.length, 0),
      answers: final.turns.length,
      calls: {
        kept: final.calls.length,
        made: linesOf(lines, 'called').length,
        unknown: final.calls.filter(({ state }) => state === 'unknown').length,
      },
      lines: lines.length,
    }
  } finally {
    await server.end()
    driver.close()
    model.close()
    await tools.close()
    shopHistory.close()
  }
}

const openShop = async ({ baseUrl, whenUp }: ServerUnderTest, moments: Moments) => {
  const owner = { name: 'Olivia', email: 'olivia@example.com', password: 'a long enough password' }
  const { session } = await createClient({ baseUrl }).call(setUp, {
    body: { organizationName: 'Northwind Bikes', ...owner },
  })
  const client = createClient({ baseUrl, token: session.token })
  const { id: agentId } = await client.call(createAgent, { body: { name: 'Nora', knowledgeOnly: false } })
  return { client, agentId, whenUp, moments, open: new Set<string>(), conversations: new Set<string>() }
}

const killAgainAndAgain = async (plan: CrashPlan, server: ServerUnderTest, shop: Shop, random: Random) => {
  const kills: Kill[] = []
  for (let number = 1; number <= plan.kills; number++) {
    const kill = await killOnce(plan, server, shop, random)
    kills.push(kill)
    const { phase, start, interrupted, settledMs, faults } = kill
    const ready = `ready in ${start.tookMs} ms (${start.waitedMs} ms waiting for a processor)`
    plan.tell(`kill ${number} ${phase}: ${ready}, ${interrupted} answers interrupted, all ended ${settledMs} ms later`)
    for (const fault of faults) plan.tell(`  FAULT (seed ${plan.seed}, phase ${phase}): ${fault}`)
  }
  return kills
}

const killOnce = async (plan: CrashPlan, server: ServerUnderTest, shop: Shop, random: Random): Promise<Kill> => {
  const phase = random.pick(plan.phases)
  await momentOf(phase, shop.moments, random)
  await server.kill(phase)
  const interrupted = [...shop.open]
  if (phase === 'start-up') await cutStartOff(server, random)
  const start = await server.start()
  const ownMs = start.tookMs - start.waitedMs
  const settledMs = await settle(interrupted, shop, plan.answerMs)
  const faults = [
    ownMs > plan.readyMs ? `ready after ${ownMs} ms of its own; ${plan.readyMs} ms is the most` : [],
    settledMs > plan.answerMs ? `interrupted answers went on for more than ${plan.answerMs} ms` : [],
  ].flat()
  return { phase, start, interrupted: interrupted.length, settledMs, faults }
}

// As long as a start takes, and a little more, so that the first moments of recovery are cut off too.
const longestStartMs = 2_000

const cutStartOff = async (server: ServerUnderTest, random: Random) => {
  server.launch()
  await sleep(random.between(0, longestStartMs))
  await server.kill('start-up')
}

const settle = async (interrupted: string[], shop: Shop, answerMs: number): Promise<number> => {
  const from = performance.now()
  const since = () => Math.round(performance.now() - from)
  while (interrupted.some(turnId => shop.open.has(turnId)) && since() <= answerMs + 1_000) await sleep(20)
  return since()
}
