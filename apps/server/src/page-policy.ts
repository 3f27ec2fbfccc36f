import { randomBytes } from 'node:crypto'

/** A page as it was built, open wherever a response has its nonce. */
export type PageTemplate = readonly string[]

// A script goes on to its own end, whatever its text looks like; what a page preloads as a script is held to the same rule.
const script = /<script\b[^>]*>[\s\S]*?<\/script>|<link\b[^>]*\sas="script"[^>]*>/gi

export const templateOf = (html: string): PageTemplate => {
  const parts: string[] = []
  let from = 0
  for (const { 0: tag, index } of html.matchAll(script)) {
    const at = index + tag.search(/\s|>/)
    parts.push(html.slice(from, at))
    from = at
  }
  return [...parts, html.slice(from)]
}

export const newNonce = (): string => randomBytes(16).toString('base64')

export const pageWith = (template: PageTemplate, nonce: string): string => template.join(` nonce="${nonce}"`)

/**
 * The content security policy of one response: only scripts that carry its nonce run, and what they load themselves;
 * nothing is loaded or called from elsewhere, and nobody frames it. Mantine sets styles while it runs.
 */
export const policyWith = (nonce: string): string =>
  [
    `default-src 'self'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `report-uri ${reportsPath}`,
  ].join('; ')

/** Where browsers say that a page tried something that its policy forbids. */
export const reportsPath = '/policy-reports'
