import { readdirSync } from 'node:fs'
import { expect, test } from './journey.ts'

test.use({ journey: { name: 'policy' } })

const pages = readdirSync(new URL('../apps/dashboard/out', import.meta.url), { recursive: true })
  .map(String)
  .filter(name => name.endsWith('.html'))
  .map(name => `/${name.replace(/(\/?index)?\.html$/, '')}`)

test('every page comes under a nonce of its own, which each of its scripts carries and nothing else does', async ({
  request,
}) => {
  const seen = new Set<string>()
  for (const path of [...pages, ...pages]) {
    const response = await request.get(path)
    const headers = response.headers()
    const nonce = /script-src 'nonce-([\w+/]{22}==)' 'strict-dynamic';/.exec(
      headers['content-security-policy'] ?? '',
    )?.[1]
    expect(nonce, path).toBeDefined()
    expect(headers['cache-control']).toBe('no-store')
    expect(headers.etag).toBeUndefined()
    const tags = (await response.text()).match(/<script\b[^>]*>|<link\b[^>]*as="script"[^>]*>/g) ?? []
    expect(tags.length, path).toBeGreaterThan(3)
    for (const tag of tags) expect(tag).toContain(` nonce="${nonce}"`)
    seen.add(String(nonce))
  }
  expect(seen.size).toBe(2 * pages.length)
})

const smuggled = `<script>window.robbed = 1</script><script src="/robbed.js"></script><script nonce="AAAAAAAAAAAAAAAAAAAAAA==">window.robbed = 3</script>
<img src="x" onerror="window.robbed = 4"><a id="lure" href="javascript:window.robbed = 5">Free bikes</a><iframe srcdoc="<script>parent.robbed = 6</script>"></iframe>`

test('a script that somebody gets into a page does not run, and the page does', async ({ page, watched }) => {
  watched.expects(/Content Security Policy|Failed to load resource|Minified React error #418/)
  const forbidden: string[] = []
  page.on('request', request => {
    if (request.url().endsWith('/policy-reports')) forbidden.push(request.postData() ?? '')
  })
  await page.route('**/robbed.js', route =>
    route.fulfill({ contentType: 'text/javascript', body: 'window.robbed = 2' }),
  )
  await page.route('**/inbox', async route => {
    const response = await route.fetch()
    const body = (await response.text())
      .replace('<body', `<body data-tampered`)
      .replace('</body>', `${smuggled}</body>`)
    await route.fulfill({ response, body })
  })
  await page.goto('/inbox')
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible()
  await expect(page.getByText('All quiet')).toBeVisible()
  await expect(page.locator('body[data-tampered]')).toHaveCount(1)
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('#lure')?.click())
  await expect.poll(() => forbidden.length).toBeGreaterThan(3)
  expect(await page.evaluate(() => Reflect.get(window, 'robbed'))).toBeUndefined()
})
