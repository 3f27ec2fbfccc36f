import type { HandOver } from '@frontdesk/contract/conversations'
import { Moment } from '../../ui/moment.tsx'

const causes: Record<HandOver['cause'], string> = {
  agent: 'The agent handed over',
  customer: 'The customer asked for a person',
  rule: 'A rule handed over',
  promise: 'The agent promised a person',
  failure: 'The model failed',
  timeout: 'The model stayed silent',
  claim: 'Nothing covers what the agent said',
  limit: 'A budget is used up',
  person: 'Somebody handed over',
}

/** Why people have a conversation, and what there is to know before the first word. */
export const HandOverCard = ({ handOver: { cause, reason, summary, at } }: { handOver: HandOver }) => (
  <section aria-label="Hand-over" className="flex flex-col gap-1 rounded-lg border bg-(--subtle) px-4 py-3">
    <p className="flex flex-wrap gap-x-2 text-[13px] text-(--quiet)">
      <span>{causes[cause]}</span>
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
