import { setImmediate as aMoment } from 'node:timers/promises'
import { languageOf } from '../spoken-language.ts'
import { chooseUnits } from './extractive/choose.ts'
import { nothingFound } from './extractive/languages.ts'
import type { Unit } from './extractive/units.ts'
import type { LanguageModel, ModelRequest } from './port.ts'

/** The mark follows the quote: in its line where there are only words, below where a list or table ends. */
function quote(units: Unit[], number: number): string {
  let text = ''
  for (const [index, unit] of units.entries()) {
    const before = units[index - 1]
    const flows = before?.kind === 'sentence' && unit.kind === 'sentence' && before.paragraph === unit.paragraph
    text += `${index === 0 ? '' : flows ? ' ' : '\n\n'}${unit.text}`
  }
  const mark = `[[${number}]]`
  return units.at(-1)?.kind === 'table' ? `${text}\n\n${mark}` : `${text} ${mark}`
}

function compose(request: ModelRequest): string {
  const units = request.answerable ? chooseUnits(request) : []
  if (units.length === 0) return nothingFound[languageOf(request.question)]
  const passages = [...new Set(units.map(unit => unit.passage))]
  return passages
    .map(passage =>
      quote(
        units.filter(unit => unit.passage === passage),
        passage.number,
      ),
    )
    .join('\n\n')
}

const wordGroups = /(?:\s*\S+){1,4}\s*$|(?:\s*\S+){1,4}/g

/**
 * Answers without any model: quotes the passages that fit the question best, with `[[n]]` marks, or says in the question's
 * language that it found nothing. Fails only when aborted.
 */
export const extractiveModel: LanguageModel = {
  provider: 'extractive',
  async stream(request, tell) {
    for (const text of compose(request).match(wordGroups) ?? []) {
      request.signal.throwIfAborted()
      tell(text)
      await aMoment()
    }
    request.signal.throwIfAborted()
    return { reason: 'stop', usage: { inputTokens: 0, outputTokens: 0 }, model: 'extractive', toolCalls: [] }
  },
}
