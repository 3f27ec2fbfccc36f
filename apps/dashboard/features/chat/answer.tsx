import type { Citation } from '@frontdesk/contract/conversations'
import { lazy, Suspense } from 'react'

// Markdown and hover cards are half as heavy as the whole page; they come when there is something to format.
export const loadAnswerText = () => import('./answer-text.tsx')
const AnswerText = lazy(async () => ({ default: (await loadAnswerText()).AnswerText }))

type Props = { text: string; citations: readonly Citation[]; writing: boolean }

/** An agent's words: plain until the formatting has arrived. */
export const Answer = (props: Props) => (
  <Suspense
    fallback={
      <p className={`whitespace-pre-wrap ${props.writing ? 'caret' : ''}`} dir="auto">
        {props.text}
      </p>
    }
  >
    <AnswerText {...props} />
  </Suspense>
)
