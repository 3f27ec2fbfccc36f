import type { GuardrailNote } from '@frontdesk/contract/guardrails'

const places: Record<GuardrailNote['where'], string> = {
  question: 'in the question',
  history: 'in what was said before',
  attribute: 'in an attribute of the conversation',
  page: 'in the page that the customer was on',
  passage: 'in a passage',
  'tool-result': 'in what a tool brought back earlier',
  answer: 'in the answer',
}

/** Each as what happened, from the place where it did. */
const happened: Record<GuardrailNote['kind'], (where: GuardrailNote['where']) => string> = {
  'forbidden-topic': where =>
    where === 'question'
      ? 'The customer asked about a forbidden topic, so no model was asked'
      : 'A sentence about a forbidden topic was replaced',
  disclosure: () => 'The answer began by saying that an AI answers',
  'personal-data': where => `Personal data was masked ${places[where]}; the model saw this`,
  claim: () => 'The agent said this, which nothing covers; the customer did not read it',
  injection: where => `Something that reads like instructions to the model was found ${places[where]}`,
}

/** What guardrails did, in that order; nothing where none had to. */
export const GuardrailNotes = ({ notes }: { notes: readonly GuardrailNote[] }) =>
  notes.length > 0 && (
    <ul aria-label="What guardrails did" className="flex flex-col gap-3">
      {notes.map(({ kind, where, detail }) => (
        <li key={`${kind} ${where} ${detail}`} className="flex min-w-0 flex-col gap-1">
          <p className={kind === 'injection' ? 'text-(--warn)' : ''}>{happened[kind](where)}</p>
          <p
            className="line-clamp-[8] rounded-lg bg-(--hover) p-2 text-[13px] whitespace-pre-wrap [overflow-wrap:anywhere]"
            dir="auto"
          >
            {detail}
          </p>
        </li>
      ))}
    </ul>
  )
