import type { AgentDiff, DiffSection } from '@frontdesk/contract/versions'
import { VisuallyHidden } from '@mantine/core'
import type { Query } from '../../lib/query.ts'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'

type Line = DiffSection['lines'][number]

/** What differs, section by section, as somebody would mark it on paper. */
export const DiffView = ({ diff, same }: { diff: Query<AgentDiff>; same: string }) => {
  if (diff.value === undefined)
    return diff.problem === undefined ? <SkeletonRows count={3} height={14} /> : <Problem thrown={diff.problem} />
  if (diff.value.sections.length === 0) return <p className="text-(--quiet)">{same}</p>
  return (
    <div className="flex flex-col gap-4">
      {diff.value.sections.map(({ section, subject, lines }) => (
        <section key={`${section} ${subject}`} className="min-w-0">
          <h3 className="mb-1 text-[13px] font-semibold" dir="auto">
            {titles[section]}
            {subject !== null && `: ${subject}`}
          </h3>
          <div className="overflow-hidden rounded-lg border font-mono text-[13px] leading-5">
            {lines.map((line, index) => (
              <DiffLine key={String(index)} line={line} />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

const titles: Record<DiffSection['section'], string> = {
  name: 'Name',
  instructions: 'Instructions',
  personality: 'Personality',
  greeting: 'Greeting',
  knowledge: 'Knowledge',
  model: 'Model',
  'hand-over': 'Hand-over',
  guardrails: 'Guardrails',
  tools: 'Tools',
}

const looks: Record<Line['change'], { mark: string; said: string; row: string; colour: string }> = {
  same: { mark: ' ', said: '', row: '', colour: '' },
  added: { mark: '+', said: 'Added: ', row: 'bg-(--added)', colour: 'text-(--good)' },
  removed: { mark: '−', said: 'Removed: ', row: 'bg-(--removed)', colour: 'text-(--bad)' },
  skipped: { mark: '…', said: 'Left out: ', row: 'bg-(--subtle) text-(--quiet)', colour: 'text-(--quiet)' },
}

const DiffLine = ({ line: { change, text } }: { line: Line }) => {
  const { mark, said, row, colour } = looks[change]
  return (
    <p className={`flex gap-2 px-2 py-px ${row}`}>
      <span aria-hidden className={`w-3 shrink-0 select-none font-semibold ${colour}`}>
        {mark}
      </span>
      <span className="min-w-0 flex-1 whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
        {said && <VisuallyHidden>{said}</VisuallyHidden>}
        {text || '\u00a0'}
      </span>
    </p>
  )
}
