import type { SharedV3ProviderOptions } from '@ai-sdk/provider'
import type { ReasoningEffort } from './port.ts'

const openAiThinks = /(?:^|\/)(?:o\d|gpt-(?:[5-9]|\d\d)(?!(?:\.\d+)?-chat))/
const openAiNeverThinks = /(?:^|\/)(?:gpt-[34]|chatgpt|gpt-5(?:\.\d+)?-chat)/
const claudeTakesNoEffort =
  /claude-(?:instant|[123](?![\d])|(?:sonnet|haiku)-4-5|opus-4-1|(?:opus|sonnet)-4(?:-0|-\d{8})?$)/
const geminiBudgets = /gemini-2\.5/
const geminiLevels = /gemini-(?:[3-9]|\d\d)/
const budgets: Record<ReasoningEffort, number> = { low: 1_024, medium: 8_192, high: 24_576 }

/** Thinks without a word of it in the stream, and refuses to be told a temperature. */
export const thinksUnseen = (model: string): boolean => openAiThinks.test(model)

/**
 * How hard to think, in the words of each provider package; every package reads its own alone. Models of which we know that
 * they take no such word are not told: they would refuse the whole request.
 */
export const effortOptions = (model: string, effort: ReasoningEffort): SharedV3ProviderOptions => ({
  ...(openAiNeverThinks.test(model) ? {} : { openai: { reasoningEffort: effort } }),
  ...(claudeTakesNoEffort.test(model) ? {} : { anthropic: { effort } }),
  ...(geminiLevels.test(model) ? { google: { thinkingConfig: { thinkingLevel: effort } } } : {}),
  ...(geminiBudgets.test(model) ? { google: { thinkingConfig: { thinkingBudget: budgets[effort] } } } : {}),
})
