import type { Budgets as Limits } from '@frontdesk/contract/budgets'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, problemAt } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { setBudgets } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useBudgets } from './usage.ts'

/** What answers may take at most. */
export const Budgets = () => {
  const { value, problem } = useBudgets()
  return (
    <section aria-labelledby="budgets" className="flex flex-col gap-3">
      <h2 id="budgets" className="text-[16px] font-semibold">
        Budgets
      </h2>
      <p className="max-w-[640px] text-(--quiet)">
        Where a budget is used up, no model is asked: people go on where the agent hands over, and else the customer is
        asked to try again later. An empty field is no limit.
      </p>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('budgets')} />}
      {value === undefined && problem === undefined && <SkeletonRows count={4} />}
      {value !== undefined && <BudgetForm key={JSON.stringify(value)} present={value} />}
    </section>
  )
}

const scopes = {
  turn: 'One answer',
  conversation: 'One conversation',
  customerDay: 'One customer in a day',
  month: 'Everybody in a month',
} satisfies Record<keyof Limits, string>
const rows = Object.entries(scopes) as [keyof Limits, string][]

type Unit = keyof Limits['turn']
const units = [
  { unit: 'tokens', label: 'Tokens', step: 1 },
  { unit: 'cost', label: 'Money', step: 'any' },
] as const

const nameOf = (scope: keyof Limits, unit: Unit) => `${scope}.${unit}`

const written = (limits: Limits) =>
  Object.fromEntries(
    rows.flatMap(([scope]) => units.map(({ unit }) => [nameOf(scope, unit), String(limits[scope][unit] ?? '')])),
  )

const BudgetForm = ({ present }: { present: Limits }) => {
  const whyNot = useWhyNot('model-connections.manage')
  const [fields, setFields] = useState(() => written(present))
  const changed = JSON.stringify(fields) !== JSON.stringify(written(present))
  useUnsavedChanges(changed)
  const numberIn = (scope: keyof Limits, unit: Unit) => {
    const text = fields[nameOf(scope, unit)] ?? ''
    return text.trim() === '' ? null : Number(text)
  }
  const limitOf = (scope: keyof Limits) => ({ tokens: numberIn(scope, 'tokens'), cost: numberIn(scope, 'cost') })
  const { start, working, problem } = useAction(async () => {
    const [turn, conversation, customerDay, month] = rows.map(([scope]) => limitOf(scope))
    await api.call(setBudgets, { body: { turn, conversation, customerDay, month } })
    nothingUnsaved()
    void notify('Saved')
    await refresh('budgets')
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  const wrong = (scope: keyof Limits, unit: Unit) => problemAt(problem, `/${scope}/${unit}`)
  const isPlaced = rows.some(([scope]) => units.some(({ unit }) => wrong(scope, unit) !== undefined))
  return (
    <form className="flex max-w-[640px] flex-col gap-4" onSubmit={onSubmit}>
      {rows.map(([scope, name]) => (
        <fieldset key={scope} className="m-0 grid grid-cols-2 items-start gap-x-3 gap-y-1 border-0 p-0">
          <legend className="mb-1 p-0 font-semibold">{name}</legend>
          {units.map(({ unit, label, step }) => (
            <TextInput
              key={unit}
              label={label}
              labelProps={{ fw: 400 }}
              aria-label={`${name}: ${label.toLowerCase()}`}
              type="number"
              inputMode="decimal"
              min={0}
              step={step}
              readOnly={whyNot !== undefined}
              error={wrong(scope, unit)}
              value={fields[nameOf(scope, unit)] ?? ''}
              onChange={event => setFields({ ...fields, [nameOf(scope, unit)]: event.currentTarget.value })}
            />
          ))}
        </fieldset>
      ))}
      {problem !== undefined && !isPlaced && <Problem thrown={problem} />}
      {whyNot ? (
        <p className="text-(--quiet)">{whyNot}</p>
      ) : (
        <Button type="submit" className="self-start" loading={working} disabled={!changed}>
          Save budgets
        </Button>
      )}
    </form>
  )
}
