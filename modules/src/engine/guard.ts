import type { CustomersPage } from '@frontdesk/contract/conversations'
import type { GuardrailNote, Guardrails } from '@frontdesk/contract/guardrails'
import type { ModelMessage, ModelToolCall } from '@frontdesk/platform/models/port'
import { bySentence, createMask, evidenceOf, foreign, isCovered, type Mask, saysOneOf } from '#guardrails'
import { resultForModel } from '#tools'
import { burstOf } from './burst.ts'
import type { Marks } from './citation-marks.ts'
import { type HandOver, handOverFor } from './hand-over.ts'
import { lineFor } from './lines.ts'
import { messagesOf, type Step } from './step.ts'
import { type Brief, note, type Trace } from './turn.ts'

const mostOfResult = 12_000

export type Guard = ReturnType<typeof guardOf>

/** What holds the agent back in this turn; undefined where nothing does, and then nothing costs anything. */
export const createGuard = (brief: Brief, trace: Trace): Guard | undefined => {
  const { guardrails } = brief.agent
  const isOn =
    guardrails &&
    (guardrails.forbiddenTopics.length > 0 ||
      guardrails.disclosure.isEnabled ||
      guardrails.maskPersonalData.isEnabled ||
      guardrails.claimCheck !== 'off')
  return isOn ? guardOf(brief, trace, guardrails) : undefined
}

const guardOf = (brief: Brief, trace: Trace, guardrails: Guardrails) => {
  const { forbiddenTopics, maskPersonalData, claimCheck } = guardrails
  const mask = maskPersonalData.isEnabled ? createMask(maskPersonalData) : undefined
  const replied = new Set<string>()
  const did = (kind: GuardrailNote['kind'], where: GuardrailNote['where'], detail: string) =>
    note(trace, { kind, where, detail })
  let toDisclose = ''
  let uncovered: string | undefined
  let evidence = () => evidenceOf([], [])

  const begin = (text: string) => {
    if (text === '' || toDisclose === '') return text
    did('disclosure', 'answer', toDisclose)
    const begun = `${toDisclose}\n\n${text}`
    toDisclose = ''
    return begun
  }

  const check = (sentence: string): string => {
    if (uncovered !== undefined) return ''
    const topic = forbiddenTopics.find(({ phrases }) => saysOneOf(sentence, phrases))
    return topic ? replaced(topic) : supported(sentence)
  }

  const replaced = ({ name, reply }: Guardrails['forbiddenTopics'][number]) => {
    did('forbidden-topic', 'answer', name)
    if (replied.has(reply)) return ''
    replied.add(reply)
    return reply
  }

  const supported = (sentence: string) => {
    if (claimCheck === 'off' || isCovered(sentence, evidence())) return sentence
    did('claim', 'answer', sentence)
    if (claimCheck === 'hand-over') uncovered = sentence
    return ''
  }

  const reset = () => {
    toDisclose = disclosureOf(brief, guardrails)
    replied.clear()
    uncovered = undefined
  }
  reset()

  return {
    begin,
    /** No placeholder stands for what is in a picture, so the model is not shown any. */
    masks: mask !== undefined,
    /** What is said instead of asking the model, where the customer's message is on a forbidden topic. */
    replyBefore: (): string | undefined => {
      const burst = burstOf(brief)
      const topic = forbiddenTopics.find(({ phrases }) => burst.some(text => saysOneOf(text, phrases)))
      if (topic) did('forbidden-topic', 'question', topic.name)
      return topic?.reply
    },
    /** A text as a model may see it, and what it made of it as it was meant. */
    hide: (text: string): string => mask?.hide(text) ?? text,
    show: (text: string): string => mask?.show(text) ?? text,
    /** The conversation as the model may see it. */
    hideBrief: (whole: Brief): Brief => {
      if (!mask) return whole
      const history = whole.history.map(said => ({ ...said, text: mask.hide(said.text) }))
      const question = mask.hide(whole.question)
      const attributes = Object.fromEntries(
        Object.entries(whole.attributes).map(([name, value]) => [
          name,
          typeof value === 'string' ? mask.hide(value) : value,
        ]),
      )
      const summary = whole.summary && { ...whole.summary, text: mask.hide(whole.summary.text) }
      const page = whole.page && hiddenPage(whole.page, mask)
      if (mask.size() > 0) did('personal-data', 'question', question)
      return { ...whole, history, question, attributes, page, summary }
    },
    /** Placeholders of earlier turns may have meant something else. */
    hideEarlier: (messages: ModelMessage[]): ModelMessage[] =>
      mask ? messages.map(each => hidden(each, mask)) : messages,
    messagesOf: (step: Step): ModelMessage[] => {
      const messages = messagesOf(step, 'now')
      return mask ? messages.map(each => (each.role === 'tool' ? hidden(each, mask) : each)) : messages
    },
    /** Calls as they are made: tools get the real values. */
    showCalls: (calls: ModelToolCall[]): ModelToolCall[] =>
      mask ? calls.map(call => ({ ...call, arguments: mask.showJson(call.arguments) })) : calls,
    /** Once something was said that nothing covers, where people shall go on then. */
    handOver: (): HandOver | undefined =>
      uncovered === undefined ? undefined : handOverFor(brief, 'claim', `Nothing covers this: “${uncovered}”`),
    /** What statements are compared with; read anew for every sentence, as tools bring more. */
    compareWith: (read: () => Known) => {
      evidence = () => evidenceOf(...textsOf(brief, read()))
    },
    /** The answer on its way to the customer: placeholders filled in, then sentence by sentence where one is looked at. */
    marks: (inner: Marks): Marks => {
      reset()
      const shown = mask?.stream()
      const sentences = forbiddenTopics.length > 0 || claimCheck !== 'off' ? bySentence(check) : undefined
      const checked = (text: string) => (sentences ? sentences.push(text) : text)
      return {
        ...inner,
        push: text => begin(inner.push(checked(shown ? shown.push(text) : text))),
        end: () => begin(inner.push(checked(shown?.end() ?? '') + (sentences?.end() ?? '')) + inner.end()),
      }
    },
  }
}

type Known = { retrieved: readonly { title: string; text: string }[]; done: readonly Step[] }

const textsOf = (brief: Brief, { retrieved, done }: Known): [string[], string[]] => [
  [
    brief.agent.instructions,
    ...brief.history.filter(({ sender }) => sender === 'person').map(({ text }) => text),
    ...retrieved.map(({ title, text }) => `${title}\n${text}`),
    ...done.flatMap(({ calls }) => calls).map(call => resultForModel(call, mostOfResult)),
  ],
  [brief.question, ...brief.history.filter(({ sender }) => sender === 'customer').map(({ text }) => text)],
]

const hidden = (message: ModelMessage, mask: Mask): ModelMessage => {
  // The organization's own knowledge is no customer's.
  if (message.role === 'tool')
    return message.name === 'search_knowledge' ? message : { ...message, content: mask.hide(message.content) }
  if (message.role !== 'assistant' || !message.toolCalls) return message
  const toolCalls = message.toolCalls.map(call => ({ ...call, arguments: foreign(call.arguments) }))
  return { ...message, content: mask.hide(message.content), toolCalls }
}

const hiddenPage = ({ url, title }: CustomersPage, mask: Mask): CustomersPage => ({
  url: mask.hide(plainly(url)),
  title: title && mask.hide(title),
})

/** An address as people write it: what is to be masked stands in it escaped. */
const plainly = (url: string) => {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

/** Only before the first answer, and not again when a turn goes on after a person decided. */
const disclosureOf = ({ history, question, toldSteps }: Brief, { disclosure }: Guardrails) => {
  if (!disclosure.isEnabled || toldSteps > 0 || history.some(({ sender }) => sender === 'agent')) return ''
  return disclosure.line || lineFor('disclosure', question)
}
