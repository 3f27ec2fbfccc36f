import type { TurnTrace } from '@frontdesk/contract/chat'
import type { ReactNode } from 'react'
import { FactList } from '../../ui/fact-list.tsx'
import { PassageCard } from '../knowledge/passage-card.tsx'
import { GuardrailNotes } from './guardrail-notes.tsx'
import { answerFacts, handOverFacts, searchFacts } from './trace-facts.ts'
import { TraceStep } from './trace-step.tsx'

const endings: Record<TurnTrace['status'], string> = {
  running: 'The answer is being written',
  waiting: 'A person has to decide first',
  completed: 'The answer',
  'handed-over': 'People answer from here on',
  failed: 'The answer failed',
  cancelled: 'The answer was stopped',
  superseded: 'A newer message took its place',
}

/** How one answer came to be, in the order in which it did. */
export const TraceStory = ({ trace }: { trace: TurnTrace }) => (
  <ol className="flex flex-col gap-6" data-testid="trace">
    <Chapter title="The question">
      <p className="line-clamp-[12] whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
        {trace.question}
      </p>
    </Chapter>
    {trace.summary && (
      <Chapter title="What was said earlier, in short">
        <p className="line-clamp-[12] whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
          {trace.summary.text}
        </p>
      </Chapter>
    )}
    <Guarded
      title="Before the model was asked"
      notes={trace.guardrails.filter(({ where }) => where !== 'answer' && where !== 'passage')}
    />
    <Chapter title="What was found">
      <FactList facts={searchFacts(trace)} />
      {trace.passages.length === 0 && <p className="text-[13px] text-(--quiet)">No passage was near enough.</p>}
      {trace.passages.map(passage => (
        <PassageCard key={passage.chunkId} passage={passage} number={passage.number} />
      ))}
      <GuardrailNotes notes={trace.guardrails.filter(({ where }) => where === 'passage')} />
    </Chapter>
    {trace.steps.map(step => (
      <Chapter key={step.number} title={`Step ${step.number}`}>
        <TraceStep step={step} />
      </Chapter>
    ))}
    <Guarded title="Before the customer read it" notes={trace.guardrails.filter(({ where }) => where === 'answer')} />
    <Chapter title={endings[trace.status]}>
      {trace.error && (
        <p role="alert" className="rounded-lg border border-(--bad) p-3 text-(--bad)">
          {trace.error.message} <code className="text-[12px]">{trace.error.code}</code>
        </p>
      )}
      <FactList facts={[...handOverFacts(trace), ...answerFacts(trace)]} />
    </Chapter>
  </ol>
)

/** What guardrails did at one point of the story; nothing where none had to. */
const Guarded = ({ title, notes }: { title: string; notes: TurnTrace['guardrails'] }) =>
  notes.length > 0 && (
    <Chapter title={title}>
      <GuardrailNotes notes={notes} />
    </Chapter>
  )

const Chapter = ({ title, children }: { title: string; children: ReactNode }) => (
  <li className="relative flex min-w-0 flex-col gap-2 border-s-2 ps-4">
    <span
      aria-hidden
      className="absolute -start-[6px] top-[5px] size-[10px] rounded-full border-2 border-(--accent) bg-(--mantine-color-body)"
    />
    <h3 className="text-[14px] font-semibold">{title}</h3>
    {children}
  </li>
)
