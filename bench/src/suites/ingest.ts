import { articles } from '../articles.ts'
import { kinds, newGround } from '../databases.ts'
import { digits, type Figure } from '../figures.ts'
import { pushArticles } from '../load-articles.ts'
import { settle, startServer, untilReady } from '../server.ts'

const pageBytes = 5_000
const pages = 1_500

/** Pages per second from the first batch until every page can be found; then the same pages again, unchanged. */
export async function ingest(): Promise<Figure[]> {
  const figures: Figure[] = []
  const documents = articles(pages, pageBytes)
  for (const kind of kinds) {
    const ground = await newGround(kind)
    const server = await startServer(ground)
    try {
      const owner = await settle(server)
      const cpu = server.cpuMs()
      const from = performance.now()
      await pushArticles(owner, documents)
      const { chunks, ready } = await untilReady(owner, 20)
      const seconds = (performance.now() - from) / 1000
      if (ready !== pages) throw new Error(`${ready} of ${pages} pages are ready`)
      const cpuMs = (server.cpuMs() - cpu) / pages
      const again = performance.now()
      const outcomes = await pushArticles(owner, documents)
      const unchangedSeconds = (performance.now() - again) / 1000
      if (outcomes.some(outcome => outcome !== 'unchanged'))
        throw new Error('A page that was the same was taken for new')
      figures.push(
        {
          name: `ingestion of 5 kB Markdown pages, ${kind}`,
          value: pages / seconds,
          unit: 'pages/s',
          ...(kind === 'embedded' ? { must: 60, aim: 300 } : {}),
          moreIsBetter: true,
          detail: `${pages} pages, ${chunks} chunks in ${digits(seconds)} s, ${digits(cpuMs)} ms CPU a page`,
        },
        {
          name: `unchanged pages, ${kind}`,
          value: pages / unchangedSeconds,
          unit: 'pages/s',
          moreIsBetter: true,
          detail: `${digits((unchangedSeconds * 1000) / pages)} ms a page, sent in batches of 250`,
        },
      )
    } finally {
      await server.stop()
      await ground.remove()
    }
  }
  return figures
}
