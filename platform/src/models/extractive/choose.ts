import type { ModelRequest } from '../port.ts'
import { topicStems } from './stems.ts'
import { type Unit, unitsOf } from './units.ts'

const mostUnits = 3
const mostCharacters = 900
// Whatever is long holds many of the question's words by chance: sentences of more than this, lists and tables of more than that.
const comfortableWords = { sentence: 30, block: 60 }
const closeToBest = 0.62
// Of the question's own words; customers rarely use all the words of the article that answers them.
const leastCoverage = 0.25

const leansBack =
  /^(?:it|its|they|them|this|these|that|those|he|she|then|also|otherwise|er|sie|es|dies|diese|dieser|dann|danach|außerdem|il|elle|ils|elles|cela|ensuite|ello|esto|estos|luego|esso|questo|poi|hij|zij|deze|dit|daarna|isso|isto|depois)\b/iu

type Weighed = { unit: Unit; score: number }

/** The question's stems with their weight; what the customer said before counts less, and rare words count more. */
function weightsFor(request: ModelRequest, units: Unit[]): Map<string, number> {
  const before = request.messages.filter(message => message.role === 'user').at(-2)?.content ?? ''
  const weights = new Map<string, number>()
  const asked = new Set(topicStems(request.question))
  for (const stem of [...asked, ...topicStems(before)]) {
    const holders = units.filter(unit => unit.stems.has(stem)).length
    if (!weights.has(stem))
      weights.set(stem, Math.log(1 + (units.length + 1) / (holders + 0.5)) * (asked.has(stem) ? 1 : 0.3))
  }
  return weights
}

function scoreOf(unit: Unit, weights: Map<string, number>, bestPassage: number): number {
  let score = 0
  for (const [stem, weight] of weights) {
    if (unit.stems.has(stem)) score += weight
    else if (unit.headingStems.has(stem)) score += weight * 0.7
  }
  const words = unit.text.split(/\s+/).length
  const tooLong =
    unit.kind === 'sentence'
      ? Math.max(0, words - comfortableWords.sentence) / 100
      : Math.max(0, words - comfortableWords.block) / 150
  const trust = bestPassage > 0 ? Math.max(0, unit.passage.score / bestPassage) : 1
  return (score * trust * (unit.text.endsWith('?') ? 0.4 : 1)) / (1 + tooLong)
}

function fits(unit: Unit, question: string): boolean {
  const asked = new Set(topicStems(question))
  const met = [...asked].filter(stem => unit.stems.has(stem) || unit.headingStems.has(stem)).length
  return met > 0 && met >= asked.size * leastCoverage
}

/** A sentence that leans on the one before, or stops short, is quoted with its neighbour. */
function withNeighbours(chosen: Unit[], units: Unit[]): Unit[] {
  const all = new Set(chosen)
  for (const unit of chosen) {
    const at = units.indexOf(unit)
    const neighbour = leansBack.test(unit.text)
      ? units[at - 1]
      : unit.text.length < 70 || unit.text.endsWith('?')
        ? units[at + 1]
        : undefined
    if (neighbour?.passage === unit.passage && (neighbour.paragraph === unit.paragraph || unit.text.endsWith('?')))
      all.add(neighbour)
  }
  return units.filter(unit => all.has(unit))
}

/** The one to three pieces that answer best, best passage first and in reading order within it; none if nothing fits. */
export function chooseUnits(request: ModelRequest): Unit[] {
  const units = request.passages.flatMap(unitsOf)
  const weights = weightsFor(request, units)
  const bestPassage = Math.max(0, ...request.passages.map(passage => passage.score))
  const ranked: Weighed[] = units
    .map(unit => ({ unit, score: scoreOf(unit, weights, bestPassage) }))
    .sort((a, b) => b.score - a.score)
  const best = ranked[0]
  if (!best || !fits(best.unit, request.question)) return []

  const chosen: Unit[] = []
  let characters = 0
  for (const { unit, score } of ranked) {
    if (chosen.length >= mostUnits || score < best.score * closeToBest) break
    if (chosen.some(other => other.text === unit.text)) continue
    if (chosen.length > 0 && characters + unit.text.length > mostCharacters) continue
    chosen.push(unit)
    characters += unit.text.length
    // A list or table that fits best is the answer, not a part of one.
    if (unit.kind !== 'sentence') break
  }
  const order = [...new Set(chosen.map(unit => unit.passage))]
  return withNeighbours(chosen, units).sort(
    (a, b) => order.indexOf(a.passage) - order.indexOf(b.passage) || a.place - b.place,
  )
}
