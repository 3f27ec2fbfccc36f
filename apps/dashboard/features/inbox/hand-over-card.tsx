import type { HandOver } from '@frontdesk/contract/conversations'
import { Moment } from '../../ui/moment.tsx'
import { causeWords } from './cause-words.ts'

/** Why people have a conversation, and what there is to know before the first word. */
export const HandOverCard = ({ handOver: { cause, reason, summary, at } }: { handOver: HandOver }) => (
  <section aria-label="Hand-over" className="flex flex-col gap-1 rounded-lg border bg-(--subtle) px-4 py-3">
    <p className="flex flex-wrap gap-x-2 text-[13px] text-(--quiet)">
      <span>{causeWords[cause]}</span>
      <Moment at={at} />
    </p>
    <p className="font-medium [overflow-wrap:anywhere]" dir="auto">
      {reason}
    </p>
    {summary && (
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
        {summary}
      </p>
    )}
  </section>
)
