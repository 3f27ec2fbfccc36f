import { hasBrowser, visit } from '../browser.ts'
import { newGround } from '../databases.ts'
import { digits, type Figure } from '../figures.ts'
import { settle, startServer } from '../server.ts'

/** What a browser fetches for the chat page on its first visit, links that are fetched ahead included. */
export async function page(): Promise<Figure[]> {
  if (!hasBrowser) {
    console.log('page: skipped, there is no Chromium. Install it (`apt-get install chromium`) or set CHROMIUM_PATH.')
    return []
  }
  const ground = await newGround('embedded')
  const server = await startServer(ground, { cores: 'all' })
  try {
    const { sessionToken } = await settle(server)
    const fetched = await visit(`http://127.0.0.1:${server.port}/chat`, { name: 'frontdesk', value: sessionToken })
    const scripts = fetched.filter(({ url }) => new URL(url).pathname.endsWith('.js'))
    const plain = scripts.filter(({ encoding }) => encoding !== 'br').length
    const of = (kind: string) => fetched.filter(each => each.kind === kind).length
    const kinds = [...new Set(fetched.map(({ kind }) => kind))].map(kind => `${of(kind)} ${kind}`).join(', ')
    return [
      {
        name: 'chat page, first load: JavaScript',
        value: scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
        unit: 'KiB',
        must: 280,
        aim: 160,
        detail: `${scripts.length} files as sent, headers included${plain > 0 ? `, ${plain} of them not brotli` : ', all brotli'}`,
      },
      {
        name: 'chat page, first load: requests',
        value: fetched.length,
        unit: '',
        must: 25,
        aim: 14,
        detail: `${kinds}; ${digits(fetched.reduce((sum, { bytes }) => sum + bytes, 0) / 1024)} KiB in all`,
      },
    ]
  } finally {
    await server.stop()
    await ground.remove()
  }
}
