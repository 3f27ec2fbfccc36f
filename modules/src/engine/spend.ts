import { costOf, priceOf } from '#models'
import type { Brief, Trace } from './turn.ts'

type Spent = { model: string; inputTokens: number; outputTokens: number; reasoningTokens?: number }

/** Adds to the trace what one message of a model took. */
export const spend = (trace: Trace, prices: Brief['prices'], spent: Spent): void => {
  const { model, inputTokens, outputTokens, reasoningTokens } = spent
  if (reasoningTokens) trace.reasoningTokens = (trace.reasoningTokens ?? 0) + reasoningTokens
  trace.inputTokens = (trace.inputTokens ?? 0) + inputTokens
  trace.outputTokens = (trace.outputTokens ?? 0) + outputTokens
  if (prices.length === 0 || trace.cost === null) return
  const price = priceOf(prices, model)
  trace.cost = price ? rounded((trace.cost ?? 0) + costOf(price, inputTokens, outputTokens)) : null
}

const rounded = (cost: number) => Math.round(cost * 1e9) / 1e9
