import { ModelFailure } from '@frontdesk/platform/models/port'
import type { Ctx } from '#context'
import { languageModel } from './language-model.ts'

const patienceMs = 30_000

/** Asks for one word; what goes wrong is the answer. Throws NotFound. */
export const tryConnection = async (ctx: Ctx, id: string, model: string) => {
  ctx.must('model-connections.manage')
  const models = await languageModel(ctx, id, model)
  const from = performance.now()
  const since = () => Math.round(performance.now() - from)
  let said = ''
  try {
    const messages = [{ role: 'user' as const, content: 'Say the word “ready” and nothing else.' }]
    const signal = AbortSignal.timeout(patienceMs)
    await models.stream({ model, messages, passages: [], question: '', answerable: false, signal }, text => {
      said += text
    })
    return { works: true, said: said.slice(0, 200), durationMs: since() }
  } catch (error) {
    if (error instanceof ModelFailure) return { works: false, said: error.message, durationMs: since() }
    return { works: false, said: 'The model provider took too long', durationMs: since() }
  }
}
