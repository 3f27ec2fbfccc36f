import type { McpServer } from '@frontdesk/contract/mcp-servers'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { createTool } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useTools } from '../tools/tools.ts'
import { offersOf, useOffers } from './mcp-servers.ts'
import { type Choice, OfferRow } from './offer-row.tsx'

/** What a server offers at this moment, to choose from; each that is chosen becomes a tool. */
export const Offers = ({ server: { id } }: { server: McpServer }) => {
  const whyNot = useWhyNot('tools.write')
  const { value, problem, fetching } = useOffers(id, whyNot === undefined)
  const tools = useTools().value ?? []
  const [chosen, setChosen] = useState<Record<string, Choice>>({})
  const names = Object.keys(chosen)
  const make = useAction(async () => {
    try {
      for (const [tool, choice] of Object.entries(chosen)) {
        await api.call(createTool, { body: { kind: 'mcp', mcpServerId: id, tool, ...choice } })
        setChosen(({ [tool]: _, ...others }) => others)
      }
      void notify(names.length === 1 ? `${names[0]} is ready` : `${names.length} tools are ready`)
    } finally {
      await refresh(offersOf(id))
    }
  })
  const choose = (tool: string, choice: Choice | undefined) =>
    setChosen(({ [tool]: _, ...others }) => (choice ? { ...others, [tool]: choice } : others))
  return (
    <section aria-labelledby="offers" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="offers" className="text-[16px] font-semibold">
          What it offers
        </h2>
        {whyNot === undefined && value !== undefined && (
          <Button variant="default" size="compact-sm" loading={fetching} onClick={() => void refresh(offersOf(id))}>
            Ask again
          </Button>
        )}
      </header>
      {whyNot && <p className="text-(--quiet)">{whyNot}</p>}
      {problem !== undefined && (
        <Problem title="It does not say" thrown={problem} onRetry={() => void refresh(offersOf(id))} />
      )}
      {value === undefined && problem === undefined && whyNot === undefined && <SkeletonRows />}
      {value?.items.length === 0 && <p className="text-(--quiet)">It offers no tools.</p>}
      {value !== undefined && value.items.length > 0 && (
        <>
          <ul aria-label="Offers" className="border-t">
            {value.items.map(offer => (
              <OfferRow
                key={offer.tool}
                offer={offer}
                made={tools.filter(tool => offer.toolIds.includes(tool.id))}
                choice={chosen[offer.tool]}
                onChoose={choice => choose(offer.tool, choice)}
              />
            ))}
          </ul>
          {make.problem !== undefined && <Problem thrown={make.problem} />}
          <Button
            className="self-start"
            disabled={names.length === 0}
            loading={make.working}
            onClick={() => void make.start()}
          >
            {names.length === 1 ? 'Make 1 tool' : `Make ${names.length} tools`}
          </Button>
        </>
      )}
    </section>
  )
}
