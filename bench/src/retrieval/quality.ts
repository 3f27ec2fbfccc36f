import { answerable } from '@frontdesk/modules/knowledge/retrieval/answerable'
import { LexicalIndex } from '@frontdesk/modules/knowledge/retrieval/lexical-index'
import { passageTerms } from '@frontdesk/modules/knowledge/retrieval/passage-terms'
import { bm25 } from './bm25.ts'
import { areaUnderCurve, ndcgAt10, reciprocalRank } from './measures.ts'
import { cloudDesk } from './sets/cloud-desk.ts'
import { fahrrad } from './sets/fahrrad.ts'
import { gardenShop } from './sets/garden-shop.ts'
import type { HelpCentre } from './sets/help-centre.ts'

// node bench/src/retrieval/quality.ts: our ranking beside BM25 as Lucene does it, and how well answerable questions are told apart.
const algorithms: Record<string, string> = { en: 'english', de: 'german' }

for (const set of [gardenShop, cloudDesk, fahrrad]) {
  const search = ours(set)
  const peers = [
    { k1: 1.2, b: 0.75 },
    { k1: 0.9, b: 0.4 },
  ]
  console.log(`\n${set.name}: ${set.passages.length} passages, ${set.answerable.length} questions`)
  show('ours', set, text => search(text).hits.map(hit => hit.chunkId))
  const passages = set.passages.map(({ id, title, text }) => ({ id, text: `${title} ${text}` }))
  for (const { k1, b } of peers) {
    const peer = bm25(passages, k1, b, algorithms[set.language])
    show(`BM25 k1=${k1} b=${b}`, set, text => peer(text, 10).map(hit => hit.id))
  }
  const confidence = (text: string) => answerable(search(text).evidence).confidence
  const positives = set.answerable.map(({ text }) => confidence(text))
  const negatives = set.unanswerable.map(confidence)
  const right = [...positives.map(value => value >= 0.5), ...negatives.map(value => value < 0.5)]
  const share = right.filter(Boolean).length / right.length
  const area = areaUnderCurve(positives, negatives)
  console.log(`  answerable or not    AUC ${area.toFixed(3)}  right ${share.toFixed(3)}`)
}

function ours(set: HelpCentre) {
  const index = new LexicalIndex()
  for (const { id, title, text } of set.passages) {
    const terms = passageTerms({ heading: title, text, language: set.language })
    index.add([{ chunkId: id, documentId: id, terms }])
  }
  return (text: string) => index.search({ text }, 10)
}

function show(name: string, set: HelpCentre, search: (text: string) => string[]): void {
  const mean = (of: (ranked: string[], relevant: ReadonlySet<string>) => number) =>
    set.answerable.reduce((sum, { text, id }) => sum + of(search(text), new Set([id])), 0) / set.answerable.length
  console.log(`  ${name.padEnd(20)} nDCG@10 ${mean(ndcgAt10).toFixed(3)}  MRR ${mean(reciprocalRank).toFixed(3)}`)
}
