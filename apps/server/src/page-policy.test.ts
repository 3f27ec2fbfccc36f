import { expect, test } from 'vitest'
import { pagePolicy } from './page-policy.ts'

test('a page may run its own files and the scripts that stand in it, and nothing else', () => {
  const policy = pagePolicy(
    `<script src="/a.js" async=""></script><script>alert(1)</script><script id="x">alert(1)</script>`,
  )
  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  expect(policy).toContain(`script-src 'self' 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';`)
  expect(policy).toContain(`frame-ancestors 'none'`)
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
})
