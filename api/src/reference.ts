import type { Hono } from 'hono'
import { prefix } from './serve.ts'

/** The reference for programs, and for people at `/docs`; both are made of the contract on first use. */
export const serveReference = (app: Hono) => {
  let document: string | undefined
  let page: string | undefined
  const read = async () => {
    document ??= JSON.stringify((await import('./openapi.ts')).openApiDocument())
    return document
  }
  app.get(`${prefix}/openapi.json`, async c => c.body(await read(), 200, { 'content-type': 'application/json' }))
  app.get('/docs', async c => {
    page ??= (await import('./reference-page.ts')).referencePage(JSON.parse(await read()))
    return c.html(page)
  })
}
