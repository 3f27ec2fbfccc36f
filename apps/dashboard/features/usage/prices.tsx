import type { ModelPrice } from '@frontdesk/contract/model-prices'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { deleteModelPrice } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { usePrices } from './usage.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const PriceForm = dynamic(() => import('./price-form.tsx').then(({ PriceForm }) => PriceForm), { ssr: false })

type Open = { dialog: 'edit' | 'delete'; price: ModelPrice } | { dialog: 'new' }

/** What models cost, so that answers can be counted in money. */
export const Prices = () => {
  const { value, problem } = usePrices()
  const look = { size: 'compact-sm', variant: 'default', whyNot: useWhyNot('model-connections.manage') } as const
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const remove = async ({ id }: ModelPrice) => {
    await api.call(deleteModelPrice, { parameters: { modelPriceId: id } })
    await refresh('model-prices')
  }
  return (
    <section aria-labelledby="prices" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="prices" className="text-[16px] font-semibold">
          Prices
        </h2>
        <GatedButton whyNot={look.whyNot} onClick={() => setOpen({ dialog: 'new' })}>
          New price
        </GatedButton>
      </header>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('model-prices')} />}
      {value === undefined && problem === undefined && <SkeletonRows count={2} />}
      {value?.length === 0 && (
        <p className="max-w-[640px] text-(--quiet)">
          No prices. Say what a model costs, and its answers are counted in money from then on.
        </p>
      )}
      {value !== undefined && value.length > 0 && (
        <ul aria-label="Prices" className="border-t">
          {value.map(price => (
            <li key={price.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b py-3">
              <span className="font-medium [overflow-wrap:anywhere] max-md:basis-full md:w-64">{price.model}</span>
              <span className="min-w-0 flex-1 basis-[180px] text-[13px] text-(--quiet) tabular-nums">
                {price.inputPerMillion.toLocaleString('en')} in, {price.outputPerMillion.toLocaleString('en')} out, per
                million tokens
              </span>
              <div className="flex gap-2">
                <GatedButton
                  {...look}
                  aria-label={`Edit ${price.model}`}
                  onClick={() => setOpen({ dialog: 'edit', price })}
                >
                  Edit
                </GatedButton>
                <GatedButton
                  {...look}
                  aria-label={`Delete ${price.model}`}
                  onClick={() => setOpen({ dialog: 'delete', price })}
                >
                  Delete
                </GatedButton>
              </div>
            </li>
          ))}
        </ul>
      )}
      {open?.dialog === 'new' && <PriceForm price={undefined} onClose={close} />}
      {open?.dialog === 'edit' && <PriceForm price={open.price} onClose={close} />}
      {open?.dialog === 'delete' && (
        <Confirm
          title={`Delete the price of ${open.price.model}?`}
          action="Delete"
          onConfirm={() => remove(open.price)}
          onClose={close}
        >
          Answers keep the cost that they had. Further answers have none, and count nothing in budgets of money.
        </Confirm>
      )}
    </section>
  )
}
