import type { DayUsage } from '@frontdesk/contract/usage'
import { refresh } from '../../lib/query.ts'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { readableCost, readableCount } from './amounts.ts'
import { useUsage } from './usage.ts'

/** What this month's answers took, by day and model. */
export const Usage = () => {
  const { value, problem } = useUsage()
  return (
    <section aria-labelledby="usage" className="flex flex-col gap-3">
      <h2 id="usage" className="text-[16px] font-semibold">
        This month
      </h2>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('usage')} />}
      {value === undefined && problem === undefined && <SkeletonRows count={3} />}
      {value?.length === 0 && <p className="text-(--quiet)">No answer this month yet.</p>}
      {value !== undefined && value.length > 0 && <UsageTable days={value} />}
    </section>
  )
}

const sumOf = (days: readonly DayUsage[], of: (day: DayUsage) => number) => days.reduce((sum, day) => sum + of(day), 0)

const UsageTable = ({ days }: { days: readonly DayUsage[] }) => (
  <table className="w-full border-collapse text-start tabular-nums">
    <caption className="sr-only">Tokens and cost by day and model</caption>
    <thead className="text-[12px] text-(--quiet)">
      <tr className="h-8 border-b *:pe-3 *:text-start *:font-normal">
        <th scope="col">Day</th>
        <th scope="col">Model</th>
        <th scope="col" className="text-end! max-md:hidden">
          Answers
        </th>
        <th scope="col" className="text-end!">
          Tokens in
        </th>
        <th scope="col" className="text-end!">
          Tokens out
        </th>
        <th scope="col" className="pe-0! text-end!">
          Cost
        </th>
      </tr>
    </thead>
    <tbody>
      {days.map(({ day, model, answers, inputTokens, outputTokens, cost }) => (
        <tr key={`${day} ${model}`} className="border-b align-top *:py-2 *:pe-3">
          <td className="whitespace-nowrap">{day.slice(5)}</td>
          <td className="[overflow-wrap:anywhere]">{model}</td>
          <Amounts
            answers={readableCount(answers)}
            input={readableCount(inputTokens)}
            output={readableCount(outputTokens)}
            cost={readableCost(cost)}
          />
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr className="align-top font-medium *:py-2 *:pe-3">
        <th scope="row" colSpan={2} className="text-start font-medium">
          Together
        </th>
        <Amounts
          answers={readableCount(sumOf(days, ({ answers }) => answers))}
          input={readableCount(sumOf(days, ({ inputTokens }) => inputTokens))}
          output={readableCount(sumOf(days, ({ outputTokens }) => outputTokens))}
          cost={readableCost(days.every(({ cost }) => cost === null) ? null : sumOf(days, ({ cost }) => cost ?? 0))}
        />
      </tr>
    </tfoot>
  </table>
)

type AmountsProps = { answers: string; input: string; output: string; cost: string }

const Amounts = ({ answers, input, output, cost }: AmountsProps) => (
  <>
    <td className="text-end max-md:hidden">{answers}</td>
    <td className="text-end">{input}</td>
    <td className="text-end">{output}</td>
    <td className="pe-0! text-end">{cost}</td>
  </>
)
