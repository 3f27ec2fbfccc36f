import { type LanguageModel, ModelFailure, type ModelRequest } from '@frontdesk/platform/models/port'

type Fallback = { language: LanguageModel; model: string }

/** The same question asked of somebody else would be refused there, too. */
const helpsElsewhere = ({ kind }: ModelFailure) => kind !== 'bad-request' && kind !== 'content-filter'

/**
 * Another model answers where the first fails before it said a word, with a failure that the other may not have; whoever
 * failed is not asked again. `open` is called when it comes to that; when it throws, the first failure stands. `provider`
 * is that of whichever model answers. Throws as any model.
 */
export const withFallback = (first: LanguageModel, open: () => Promise<Fallback>): LanguageModel => {
  let fallback: Fallback | undefined
  const askFallback = ({ language, model }: Fallback, request: ModelRequest, tell: (text: string) => void) =>
    language.stream({ ...request, model }, tell)
  return {
    get provider() {
      return (fallback?.language ?? first).provider
    },
    async stream(request, tell) {
      if (fallback) return askFallback(fallback, request, tell)
      let said = false
      try {
        return await first.stream({ ...request, hasFallback: true }, text => {
          said = true
          tell(text)
        })
      } catch (error) {
        if (said || !(error instanceof ModelFailure) || !helpsElsewhere(error)) throw error
        fallback = await open().catch(() => {
          throw error
        })
      }
      return askFallback(fallback, request, tell)
    },
  }
}
