import { createHash } from 'node:crypto'

const inlineScripts = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/**
 * The content security policy of one page: it runs its own files and the very scripts that stood in it when it was
 * built, loads and calls nothing from elsewhere, and stands in nobody's frame. Mantine sets styles while it runs.
 */
export const pagePolicy = (html: string): string => {
  const scripts = [...html.matchAll(inlineScripts)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    `default-src 'self'`,
    ['script-src', `'self'`, ...new Set(scripts)].join(' '),
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
