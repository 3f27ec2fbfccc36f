import type { McpOffer } from '@frontdesk/contract/mcp-servers'
import type { Tool, ToolApproval, ToolEffect } from '@frontdesk/contract/tools'
import { Checkbox, NativeSelect } from '@mantine/core'
import { paths } from '../../lib/paths.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { AppLink } from '../../ui/link.tsx'
import { approvals, effects, options } from '../tools/tool-words.ts'

export type Choice = { effect: ToolEffect; approval: ToolApproval }

type Props = {
  offer: McpOffer
  /** The tools here that were made of it. */
  made: readonly Tool[]
  choice: Choice | undefined
  onChoose: (choice: Choice | undefined) => void
}

// What a server says of itself is shown and not taken over: nobody has proved it.
const careful: Choice = { effect: 'once', approval: 'when-tainted' }

/** One tool as its server describes it, and what a call of it may do once it is chosen. */
export const OfferRow = ({ offer, made, choice, onChoose }: Props) => (
  <li className="flex flex-col gap-2 border-b py-3">
    <Checkbox
      label={offer.title ?? offer.tool}
      description={offer.description}
      disabled={offer.problem !== null}
      checked={choice !== undefined}
      className="[&_label]:font-medium [&_label]:[overflow-wrap:anywhere] [&_.mantine-Checkbox-description]:[overflow-wrap:anywhere]"
      onChange={event => onChoose(event.currentTarget.checked ? careful : undefined)}
    />
    <div className="ms-7 flex min-w-0 flex-col gap-2 text-[13px]">
      <p className="flex flex-wrap gap-x-3 text-(--quiet)">
        {offer.title !== null && <span className="font-mono [overflow-wrap:anywhere]">{offer.tool}</span>}
        <span>The server says: {effects[offer.proposedEffect].sentence}</span>
      </p>
      {offer.problem !== null && (
        <p className="text-(--bad)" dir="auto">
          {offer.problem}
        </p>
      )}
      {made.map(tool => (
        <p key={tool.id} className="flex flex-wrap gap-x-3">
          <AppLink href={paths.tools(tool.id)} className="text-(--accent) underline" dir="auto">
            {tool.name}
          </AppLink>
          {tool.kind === 'mcp' && tool.changed !== null ? (
            <span className="text-(--warn)">The server has changed it; no agent is offered it until you look</span>
          ) : (
            <span className="text-(--good)">Is a tool here</span>
          )}
        </p>
      ))}
      {choice && (
        <div className="grid max-w-[640px] gap-3 md:grid-cols-2">
          <NativeSelect
            label="Effect"
            aria-label={`Effect of ${offer.tool}`}
            value={choice.effect}
            onChange={event => onChoose({ ...choice, effect: event.currentTarget.value as ToolEffect })}
            data={options(effects)}
          />
          <NativeSelect
            label="Approval"
            aria-label={`Approval of ${offer.tool}`}
            value={choice.approval}
            onChange={event => onChoose({ ...choice, approval: event.currentTarget.value as ToolApproval })}
            data={options(approvals)}
          />
        </div>
      )}
      {choice && <JsonView label="What an agent gives it" value={offer.parameters} />}
    </div>
  </li>
)
