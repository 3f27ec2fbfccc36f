import { expect, test } from 'vitest'
import { extractiveModel } from './extractive.ts'
import type { ModelPassage, ModelRequest } from './port.ts'

const passages: ModelPassage[] = [
  {
    number: 1,
    title: 'Returns and refunds',
    score: 9,
    text: `# Returns and refunds

You can return any unused item within 30 days of delivery. The item must be in its original packaging. Sale items can be returned within 14 days.

## How to start a return

To start a return, do this:

1. Open **Orders** in your account.
2. Choose the order and press **Return items**.

## Refunds

We refund the full price to your original payment method. It usually takes 5 business days after the parcel reaches our warehouse.`,
  },
  {
    number: 2,
    title: 'Shipping costs and times',
    score: 6,
    text: `We ship to the whole European Union and Switzerland, e.g. to Zurich and Geneva.

| Country | Price | Time |
| --- | --- | --- |
| Germany | 4.90 EUR | 1–2 days |
| France | 7.90 EUR | 2–4 days |

Orders over 60 EUR ship free.`,
  },
  {
    number: 3,
    title: 'Lieferung',
    score: 4,
    text: 'Wir liefern innerhalb von zwei Werktagen. Den Status Ihrer Lieferung sehen Sie in Ihrem Kundenkonto unter „Bestellungen“.',
  },
]

async function pieces(question: string, more: Partial<ModelRequest> = {}) {
  const heard: string[] = []
  const request: ModelRequest = {
    model: 'extractive',
    messages: [{ role: 'user', content: question }],
    passages,
    question,
    answerable: true,
    signal: new AbortController().signal,
    ...more,
  }
  await extractiveModel.stream(request, text => heard.push(text))
  return heard
}

const answer = async (question: string, more?: Partial<ModelRequest>) => (await pieces(question, more)).join('')

test('the sentence that answers is quoted alone, with its mark', async () => {
  expect(await answer('Can I return sale items?')).toBe('Sale items can be returned within 14 days. [[1]]')
})

test('a sentence that leans on the one before comes with it', async () => {
  expect(await answer('How many business days does my refund take?')).toBe(
    'We refund the full price to your original payment method. It usually takes 5 business days after the parcel reaches our warehouse. [[1]]',
  )
})

test('steps stay a list, under the sentence that announces them', async () => {
  expect(await answer('How do I start a return?')).toBe(
    'To start a return, do this:\n\n1. Open **Orders** in your account.\n2. Choose the order and press **Return items**. [[1]]',
  )
})

test('a table stays whole, and its mark stands below it', async () => {
  expect(await answer('What is the price for Germany?')).toMatch(
    /^\| Country .*\| France \| 7\.90 EUR \| 2–4 days \|\n\n\[\[2\]\]$/s,
  )
})

test('an abbreviation does not end a sentence', async () => {
  expect(await answer('Do you ship to Switzerland?')).toContain('e.g. to Zurich and Geneva. [[2]]')
})

test('a passage answers in its own language', async () => {
  expect(await answer('Wie lange dauert die Lieferung?')).toMatch(
    /^Wir liefern innerhalb von zwei Werktagen\..*\[\[3\]\]$/,
  )
})

test('a follow-up is understood by the question before it', async () => {
  const messages = [
    { role: 'user' as const, content: 'I want to send a sale item back' },
    { role: 'assistant' as const, content: 'Of course.' },
    { role: 'user' as const, content: 'Within how many days?' },
  ]
  expect(await answer('Within how many days?', { messages })).toContain('Sale items can be returned within 14 days.')
})

test('an answer comes in small groups of words that add up to it', async () => {
  const heard = await pieces('How do I start a return?')
  expect(heard.length).toBeGreaterThan(4)
  expect(heard.every(piece => piece.trim().split(/\s+/).length <= 4)).toBe(true)
})

test.each([
  ['Do you sell elephants?', 'I found nothing about that'],
  ['Verkaufen Sie auch Elefanten?', 'habe ich in meinem Wissen nichts gefunden'],
  ['Est-ce que vous vendez des éléphants ?', 'Je n’ai rien trouvé'],
  ['¿Venden elefantes?', 'No he encontrado nada'],
  ['Quali elefanti avete nel negozio?', 'Non ho trovato nulla'],
  ['Hebben jullie ook olifanten?', 'niets gevonden'],
  ['Vocês também têm elefantes?', 'Não encontrei nada'],
])('"%s" is told in its own language that nothing was found', async (question, sentence) => {
  expect(await answer(question)).toContain(sentence)
})

test('a question judged unanswerable is not answered with whatever is at hand', async () => {
  const said = await answer('How do I return a present that I bought elsewhere?', { answerable: false })
  expect(said).toContain('No language model is configured')
  expect(said).not.toContain('[[')
})
