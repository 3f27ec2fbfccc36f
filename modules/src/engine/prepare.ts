import type { Passage } from '@frontdesk/contract/knowledge'
import type { LanguageModel, ModelMessage, ModelRequest } from '@frontdesk/platform/models/port'
import type { Ctx } from '#context'
import { customerIdOf } from '#identity'
import { retrieve } from '#knowledge'
import { languageModel, withFallback } from '#models'
import { type CallScope, callablesOf, namesForModel, type OfferedTool, withoutBound } from '#tools'
import { builtInsOf } from './built-in-tools.ts'
import { burstOf } from './burst.ts'
import { readEarlierSteps } from './earlier-steps.ts'
import type { Guard } from './guard.ts'
import type { LiveTurn } from './live-turns.ts'
import { noPictures, readPictures } from './pictures.ts'
import { promptFor } from './prompt.ts'
import { spannedModel, spannedSearch } from './spans.ts'
import type { Step } from './step.ts'
import { selectSteps } from './step-store.ts'
import type { Brief, Trace, TurnAgent } from './turn.ts'

const passageCount = 6

export type Prepared = Omit<ModelRequest, 'messages' | 'tools'> & {
  brief: Brief
  /** The brief as the model may see it. */
  told: Brief
  language: LanguageModel
  messages: ModelMessage[]
  /** What can be cited, by number; searches of the model add to it. */
  retrieved: Passage[]
  tools: ReadonlyMap<string, OfferedTool>
  scope: CallScope
  /** What this turn has done so far; steps before it was taken over among them. */
  done: Step[]
  /** What was done earlier in this conversation, by the question it was done upon. */
  earlier: ReadonlyMap<number, Step[]>
  /** Absent where nothing holds the agent back. */
  guard: Guard | undefined
  /** How many of these steps were told in a message of their own, before the turn waited for a person. */
  toldSteps: number
}

/** Gathers what the model is told, and notes in the trace what was found. */
export const prepare = async (
  ctx: Ctx,
  { turn, brief, trace, guard }: { turn: LiveTurn; brief: Brief; trace: Trace; guard: Guard | undefined },
): Promise<Prepared> => {
  const told = guard ? guard.hideBrief(brief) : brief
  const from = performance.now()
  const { models, telemetry } = ctx.platform
  const burst = burstOf(told)
  const earlier = told.history.filter(said => said.sender === 'customer').map(said => said.text)
  const model = brief.agent.model ?? models.defaultName
  const sought = {
    query: burst.filter(text => text !== '').join('\n'),
    history: earlier.slice(0, earlier.length + 1 - burst.length),
    limit: passageCount,
    revision: brief.knowledgeRevision,
  }
  const [language, found, work, pictures] = await Promise.all([
    languageOf(ctx, brief.agent, model),
    spannedSearch(telemetry, turn.span, sought, () => retrieve(ctx, sought)),
    brief.hasTools || turn.lease.attempt > 1 ? readWork(ctx, turn, brief) : noWork(brief),
    guard?.masks ? noPictures : readPictures(ctx, brief),
  ])
  const passages = found.passages.map((passage, index) => ({
    number: index + 1,
    title: passage.title,
    text: passage.breadcrumb ? `${passage.breadcrumb}\n${passage.text}` : passage.text,
    score: passage.score,
  }))
  Object.assign(trace, {
    provider: language.provider,
    model,
    searchedFor: found.searchedFor,
    ...(told.summary ? { summary: told.summary } : {}),
    passages: found.passages.map(({ chunkId, documentId, title, score }, index) => ({
      number: index + 1,
      chunkId,
      documentId,
      title,
      score,
    })),
    answerable: found.answerable,
    confidence: found.confidence,
    retrievalMs: Math.round((performance.now() - from) * 100) / 100,
  })
  const messages = promptFor(told, passages, { ...work, now: ctx.now() }, pictures)
  return {
    brief,
    told,
    language:
      telemetry && turn.span ? spannedModel(language, telemetry, turn.span, turn.lease.conversationId) : language,
    model,
    messages: guard?.hideEarlier(messages) ?? messages,
    passages,
    question: found.searchedFor,
    answerable: found.answerable,
    signal: turn.abort.signal,
    retrieved: found.passages,
    tools: work.tools,
    scope: scopeOf(brief, turn),
    done: work.done,
    earlier: work.earlier,
    guard,
    toldSteps: brief.toldSteps,
    ...(brief.agent.reasoningEffort === null ? {} : { reasoningEffort: brief.agent.reasoningEffort }),
    ...(brief.agent.temperature === null ? {} : { temperature: brief.agent.temperature }),
  }
}

const languageOf = async (ctx: Ctx, agent: TurnAgent, model: string): Promise<LanguageModel> => {
  const { modelConnectionId, fallbackModel, fallbackModelConnectionId } = agent
  const language = await languageModel(ctx, modelConnectionId, model)
  if (fallbackModel === null) return language
  return withFallback(language, async () => ({
    language: await languageModel(ctx, fallbackModelConnectionId, fallbackModel),
    model: fallbackModel,
  }))
}

type Work = { tools: ReadonlyMap<string, OfferedTool>; earlier: ReadonlyMap<number, Step[]>; done: Step[] }

const noWork = ({ agent }: Brief): Work => ({ tools: namesForModel(builtInsOf(agent)), earlier: new Map(), done: [] })

/** Only asked for where the agent has tools of the organization's, or called some in this conversation. */
const readWork = async (ctx: Ctx, { lease, abort }: LiveTurn, brief: Brief): Promise<Work> => {
  const [tools, earlier, done] = await Promise.all([
    callablesOf(ctx, brief.agent.id, brief.agent.versionNumber),
    brief.history.length > 0 ? readEarlierSteps(ctx, lease, abort.signal) : new Map<number, Step[]>(),
    lease.attempt > 1 ? selectSteps(ctx, lease.turnId) : [],
  ])
  return { tools: namesForModel<OfferedTool>([...tools, ...builtInsOf(brief.agent)]), earlier, done }
}

const scopeOf = (brief: Brief, { lease }: LiveTurn): CallScope => ({
  'conversation.id': lease.conversationId,
  'organization.id': lease.organizationId,
  'agent.id': brief.agent.id,
  'customer.id': customerIdOf(brief.customerId),
})

export const toolsOf = ({ tools }: Prepared) =>
  [...tools].map(([name, { description, parameters, bound, name: called }]) => ({
    name,
    description: description || called,
    parameters: withoutBound(parameters, bound),
  }))
