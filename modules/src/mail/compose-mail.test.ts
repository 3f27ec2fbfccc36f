import { createSmtpMail } from '@frontdesk/platform/mail/smtp'
import { startMailServer } from '@frontdesk/testing/mail-server'
import fc from 'fast-check'
import { Parser } from 'htmlparser2'
import { expect, onTestFinished, test } from 'vitest'
import { composeMail } from './compose-mail.ts'
import { plainName } from './plain-name.ts'

const link = 'https://desk.example/join#token'
const mailAbout = (name: string) =>
  composeMail({
    subject: `${plainName(name)} invites you`,
    paragraphs: [`${plainName(name)} invites you to answer customers.`],
    action: { label: 'Accept', link },
    note: 'Leave it be.',
  })

const hostile = [
  'Evil\r\nBcc: eve@example.com',
  '<a href="https://evil.example">Click</a>',
  '"><script>alert(1)</script>',
  "x' onmouseover='alert(1)",
  '&lt;b&gt;',
  'Win at https://evil.example/now',
  'www.evil.com',
  'evil.com/path',
  'eve@evil.com',
  'mailto:eve@evil.com',
  'evil\u200b.com \u202egnp.exe',
  'javascript:alert(1)',
  '\u0000\u0007\u2028\u2029\u0085',
  'a\ud800b',
  '🚲'.repeat(500),
]

test('a name keeps its letters, in any writing, on one line of at most sixty', () => {
  for (const name of ['Northwind Bikes', 'Åse Sørensen-O’Neill', '株式会社', 'شرکت دوچرخه', 'می‌خواهم', '👩🏽‍🚀 Space'])
    expect(plainName(name)).toBe(name)
  expect(plainName('  Two\n\tlines  ')).toBe('Two lines')
  expect([...new Intl.Segmenter().segment(plainName('👩🏽‍🚀'.repeat(90)))]).toHaveLength(60)
  expect(plainName('\u0000\u202e')).toBe('Somebody')
  expect(plainName('Dr. Who & Co.')).toBe('Dr. Who & Co.')
})

/** Every tag with all that stands in it, as a browser would see it. */
const tagsOf = (html: string) => {
  const tags: [string, Record<string, string>][] = []
  const parser = new Parser({ onopentag: (name, attributes) => tags.push([name, attributes]) })
  parser.end(html)
  return tags
}

test('whatever a name holds, it is text: no tag, no link of its own, no second line in the subject', async () => {
  const names = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 100 }))
  const tags = tagsOf(mailAbout('Olivia').html)
  expect(tags.filter(([name]) => name === 'a')).toMatchObject([['a', { href: link }]])
  expect(JSON.stringify(tags)).not.toMatch(/"(img|script|object|iframe|link|style|base|form)",|"src"|url\(/)
  await fc.assert(
    fc.property(names, name => {
      const { subject, html } = mailAbout(name)
      expect(subject).toMatch(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]{1,300}$/u)
      expect(tagsOf(html)).toEqual(tags)
    }),
    { numRuns: 300 },
  )
})

test('a program that makes links of what looks like one finds ours and no other', async () => {
  const server = await startMailServer()
  onTestFinished(server.close)
  const from = { name: '', address: 'desk@example.com' }
  const transport = createSmtpMail({ kind: 'smtp', url: `smtp://127.0.0.1:${server.port}`, from })
  for (const [index, name] of hostile.entries())
    await transport.send({ to: 'ida@example.com', messageId: `<${index}@desk.example>`, ...mailAbout(name) })
  expect(server.arrived).toHaveLength(hostile.length)
  for (const { linked, headers, to } of server.arrived) {
    expect([...linked.matchAll(/href="([^"]*)"/g)].map(match => match[1])).toEqual([link])
    expect(headers).not.toContain('bcc')
    expect(to).toEqual(['ida@example.com'])
  }
})
