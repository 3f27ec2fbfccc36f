import { expect, test } from 'vitest'
import { newNonce, pageWith, policyWith, templateOf } from './page-policy.ts'

test('every script of a page carries the nonce, and what only looks like one stays as it was', () => {
  const page = templateOf(
    [
      `<script src="/a.js" async=""></script><script>alert("<script>")</script>`,
      `<SCRIPT\nid="x">1</SCRIPT><link rel="preload" as="script" href="/b.js"/>`,
      `<link rel="stylesheet" href="/c.css"/><p title="script">&lt;script&gt;</p>`,
    ].join(''),
  )
  expect(pageWith(page, 'N')).toBe(
    [
      `<script nonce="N" src="/a.js" async=""></script><script nonce="N">alert("<script>")</script>`,
      `<SCRIPT nonce="N"\nid="x">1</SCRIPT><link nonce="N" rel="preload" as="script" href="/b.js"/>`,
      `<link rel="stylesheet" href="/c.css"/><p title="script">&lt;script&gt;</p>`,
    ].join(''),
  )
})

test('a page may run what carries its nonce and what that loads, and nothing else', () => {
  const policy = policyWith('N')
  expect(policy).toContain(`script-src 'nonce-N' 'strict-dynamic';`)
  expect(policy).toContain(`frame-ancestors 'none'`)
  expect(policy).not.toMatch(/script-src[^;]*(unsafe|self|sha256)/)
})

test('a nonce has 128 bits, and none comes twice', () => {
  const nonces = new Set(Array.from({ length: 1_000 }, newNonce))
  expect(nonces.size).toBe(1_000)
  for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
})
