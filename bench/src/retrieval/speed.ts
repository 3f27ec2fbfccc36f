import { LexicalIndex } from '@frontdesk/modules/knowledge/retrieval/lexical-index'
import { passageTerms } from '@frontdesk/modules/knowledge/retrieval/passage-terms'
import type { ChunkTerms } from '@frontdesk/modules/knowledge/retrieval/types'
import { newId } from '@frontdesk/platform/ids'
import { percentile } from './measures.ts'
import { zipfText } from './zipf.ts'

// node --expose-gc bench/src/retrieval/speed.ts [chunks …]: time by kind of question, memory and build rate of the lexical index.
const text = zipfText(7)
const kinds: [string, () => string][] = [
  ['three common words', () => text.question(3, 130, 200)],
  ['eight common words', () => text.question(8, 130, 400)],
  ['common and rare', () => `${text.question(3, 130, 300)} ${text.question(3, 2_000, 100_000)}`],
  ['twenty words', () => text.question(20, 0, 20_000)],
  ['misspelt', () => `${text.question(2, 130, 2_000)} ${text.question(2, 20_000, 100_000).replace(/.(?=.{3})/, 'x')}`],
]

for (const chunks of process.argv
  .slice(2)
  .map(Number)
  .concat(process.argv.length > 2 ? [] : [10_000, 100_000])) {
  console.log(`\n${chunks} chunks of 1 kB`)
  const encoded = encode(chunks)
  const before = memory()
  const index = new LexicalIndex()
  const started = performance.now()
  index.add(encoded)
  const built = performance.now() - started
  console.log(
    `  built at ${Math.round((chunks / built) * 1_000)} chunks/s; memory ${Math.round((memory() - before) / 2 ** 20)} MB`,
  )
  for (const [kind, question] of kinds) {
    const times: number[] = []
    for (let run = 0; run < 400; run += 1) {
      const asked = question()
      const from = performance.now()
      index.search({ text: asked }, 50)
      if (run >= 100) times.push(performance.now() - from)
    }
    const shown = [0.5, 0.95, 0.99].map(share => `${percentile(times, share).toFixed(2)} ms`)
    console.log(`  ${kind.padEnd(20)} p50 ${shown[0]}  p95 ${shown[1]}  p99 ${shown[2]}`)
  }
}

function encode(count: number): ChunkTerms[] {
  const started = performance.now()
  let bytes = 0
  const chunks = Array.from({ length: count }, () => {
    const terms = passageTerms({ heading: text.question(4, 200, 5_000), text: text.passage(1_000), language: 'en' })
    bytes += terms.length
    return { chunkId: newId(), documentId: newId(), terms }
  })
  const rate = Math.round((count / (performance.now() - started)) * 1_000)
  console.log(`  terms made at ${rate} chunks/s (inventing the text included), ${Math.round(bytes / count)} bytes each`)
  return chunks
}

function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
