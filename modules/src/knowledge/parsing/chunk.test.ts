import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunk } from './chunk.ts'

const sentence = 'Parcels inside the country arrive within two working days of the order. '
const paragraph = (characters: number) => sentence.repeat(Math.ceil(characters / sentence.length)).slice(0, characters)

test('every chunk is its own place in the source, in order, and only white space lies outside', async () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '# One',
      '## Two',
      '### Three',
      '',
      '- item',
      '  more',
      '1. first',
      '| a | b |',
      '|---|---|',
      '```',
      '~~~',
    ),
    fc.integer({ min: 1, max: 4_000 }).map(paragraph),
    fc.integer({ min: 1, max: 5_000 }).map(length => 'x'.repeat(length)),
  )
  const source = fc.array(line, { maxLength: 40 }).map(lines => lines.join('\n'))
  await fc.assert(
    fc.property(source, text => {
      const chunks = chunk(text)
      let covered = 0
      let lastStart = -1
      for (const [position, passage] of chunks.entries()) {
        expect(passage.position).toBe(position)
        expect(passage.text).toBe(text.slice(passage.start, passage.end))
        expect(passage.text.trim()).not.toBe('')
        expect(passage.start).toBeGreaterThan(lastStart)
        expect(text.slice(covered, Math.max(covered, passage.start)).trim()).toBe('')
        lastStart = passage.start
        covered = Math.max(covered, passage.end)
      }
      expect(text.slice(covered).trim()).toBe('')
    }),
    { numRuns: 100, seed: 26 },
  )
})

test('a short document is one chunk', () => {
  const source =
    '# Returns\n\nSend it back within 30 days.\n\n## Costs\n\nReturns are free.\n\n## Refunds\n\nWithin a week.\n'
  expect(chunk(source)).toEqual([
    { position: 0, breadcrumb: 'Returns', text: source.trim(), start: 0, end: source.length - 1 },
  ])
  expect(chunk('')).toEqual([])
  expect(chunk(' \n\n\t')).toEqual([])
})

test('a chunk knows the headings above it', () => {
  const source = `# Shipping\n\n${paragraph(1_400)}\n\n## **Returns** ##\n\n${paragraph(1_400)}\n\n### [Costs](https://shop.test/costs)\n\n${paragraph(1_400)}\n\n## Tracking\n\n${paragraph(1_400)}\n`
  expect(chunk(source).map(passage => passage.breadcrumb)).toEqual([
    'Shipping',
    'Shipping › Returns',
    'Shipping › Returns › Costs',
    'Shipping › Tracking',
  ])
})

test('small sections under one heading share a chunk, large ones stay alone', () => {
  const faq = ['# Questions', ...Array.from({ length: 12 }, (_, n) => `## Question ${n}\n\n${paragraph(300)}`)].join(
    '\n\n',
  )
  const chunks = chunk(faq)
  expect(chunks.length).toBeLessThan(5)
  expect(chunks.every(passage => passage.breadcrumb === 'Questions' && passage.text.length <= 1_500)).toBe(true)
  expect(chunks.every(passage => passage.text.includes('## Question'))).toBe(true)
})

test('the end of one chapter does not share a chunk with the beginning of the next', () => {
  const section = (title: string) => `### ${title}\n\n${paragraph(450)}`
  const source = `# Handbook\n\n## Shipping\n\n${section('Speed')}\n\n${section('Tracking')}\n\n## Returns\n\n${section('Time')}\n\n${section('Costs')}`
  expect(chunk(`${source}\n\n${section('Refunds')}`).map(passage => passage.breadcrumb)).toEqual([
    'Handbook › Shipping',
    'Handbook › Returns',
  ])
})

test('a cut paragraph repeats a sentence, so that no thought is lost at the seam', () => {
  const source = Array.from({ length: 80 }, (_, n) => `Sentence number ${n} tells something about our shop.`).join(' ')
  const chunks = chunk(source)
  expect(chunks.length).toBeGreaterThan(1)
  for (const [index, passage] of chunks.entries()) {
    expect(passage.text).toMatch(/^Sentence number .* shop\.$/s)
    expect(passage.text.length).toBeLessThanOrEqual(2_000)
    const before = chunks[index - 1]
    if (before) expect(passage.start).toBeLessThan(before.end)
  }
})

test('a table that fits stays whole; a longer one is cut between rows and its columns stay known', () => {
  const row = (n: number) => `| Country ${n} | ${n},90 € | ${n} days |`
  const table = (rows: number) =>
    ['| Country | Price | Time |', '|---|---|---|', ...Array.from({ length: rows }, (_, n) => row(n))].join('\n')
  const whole = chunk(`${paragraph(1_500)}\n\n${table(40)}\n\n${paragraph(1_500)}`)
  expect(whole.some(passage => passage.text.includes(table(40)))).toBe(true)

  const cut = chunk(`# Rates\n\n${table(200)}`)
  expect(cut.length).toBeGreaterThan(2)
  for (const passage of cut.slice(1)) {
    expect(passage.breadcrumb).toBe('Rates › Country | Price | Time')
    expect(passage.text).toMatch(/^\| Country \d+ \|.*\|$/s)
  }
})

test('a list is cut between its items and a code fence is not cut', () => {
  const list = Array.from({ length: 60 }, (_, n) => `- Step ${n}: ${paragraph(80)}`).join('\n')
  for (const passage of chunk(list)) expect(passage.text.startsWith('- Step')).toBe(true)

  const fence = `\`\`\`js\n${'const parcel = find(1)\n\n# not a heading\n'.repeat(100)}\`\`\``
  const chunks = chunk(`${paragraph(1_800)}\n\n${fence}\n\n${paragraph(1_800)}`)
  expect(chunks.map(passage => passage.text)).toContain(fence)
})

test('Chinese, which has more tokens to the character, is cut at its own full stops into smaller chunks', () => {
  const chunks = chunk('我们会在两个工作日内把包裹送到您的手中。'.repeat(200))
  expect(chunks.length).toBeGreaterThan(4)
  expect(chunks.every(passage => passage.text.length <= 800 && passage.text.endsWith('。'))).toBe(true)
})

test.each([
  ['hashes', '#'.repeat(1_000_000)],
  ['lines of hashes', '#\n'.repeat(500_000)],
  ['pipes', '|'.repeat(1_000_000)],
  ['brackets', '['.repeat(1_000_000)],
  ['a heading of brackets', `# ${'['.repeat(1_000_000)}`],
  ['list marks', '- '.repeat(500_000)],
  ['open fences', '```\n'.repeat(250_000)],
  ['one word', 'x'.repeat(1_000_000)],
  ['spaces', `a${' '.repeat(1_000_000)}b`],
  ['blank lines', `a${'\n'.repeat(1_000_000)}b`],
])('a megabyte of %s is cut in linear time', (_, source) => {
  const began = process.threadCpuUsage()
  const chunks = chunk(source)
  // Of the processor's time: that of the clock is also what others on the machine took.
  expect(process.threadCpuUsage(began).user / 1_000).toBeLessThan(3_000)
  expect(Math.max(...chunks.map(passage => passage.text.length))).toBeLessThanOrEqual(8_200)
})
