import type { GuardrailNote } from '@frontdesk/contract/guardrails'
import { isSuspicious } from '#tools'
import type { Prepared } from './prepare.ts'
import { isTainted } from './step.ts'

/** What the model was given that reads like instructions to it, besides the tools of this turn. */
export const suspicionsOf = ({ brief, retrieved, earlier }: Prepared): GuardrailNote[] => {
  const found: GuardrailNote[] = []
  const suspect = (where: GuardrailNote['where'], detail: string) => found.push({ kind: 'injection', where, detail })
  if (isSuspicious(brief.question)) suspect('question', 'The customer’s message reads like instructions to the model.')
  if (brief.history.some(({ sender, text }) => sender === 'customer' && isSuspicious(text)))
    suspect('history', 'An earlier message of the customer reads like instructions to the model.')
  if (brief.summary && isSuspicious(brief.summary.text))
    suspect('history', 'The summary of earlier messages reads like instructions to the model.')
  for (const [name, value] of Object.entries(brief.attributes))
    if (isSuspicious(`${name}: ${value}`)) suspect('attribute', `“${name}” reads like instructions to the model.`)
  const { page } = brief
  if (page && isSuspicious(`${page.title ?? ''}\n${wordsOf(page.url)}`))
    suspect('page', 'The page that the customer was on reads like instructions to the model.')
  for (const { title, text } of retrieved)
    if (isSuspicious(`${title}\n${text}`)) suspect('passage', `“${title}” reads like instructions to the model.`)
  if (isTainted([...earlier.values()].flat()))
    suspect('tool-result', 'What a tool brought back earlier reads like instructions.')
  return found
}

/** An address read as a text: words in it are divided by signs and escapes. */
const wordsOf = (url: string) => url.replace(/%[0-9A-F]{2}|[+_-]/gi, ' ')
