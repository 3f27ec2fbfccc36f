import type { ReactNode } from 'react'
import { FactList } from './fact-list.tsx'
import type { Fact } from './facts.ts'
import { FoldMark } from './fold-mark.tsx'
import { Moment } from './moment.tsx'

type Props = { children: ReactNode; at: string; facts: readonly Fact[]; mark?: ReactNode; action?: ReactNode }

/** One line of a list of things that happened, opening to everything that was kept of it. */
export const FoldingRow = ({ children, at, facts, mark, action }: Props) => (
  <li className="flex flex-wrap items-start gap-x-3 border-b">
    <details className="group min-w-0 flex-1 basis-[240px]">
      <summary className="flex min-h-11 cursor-pointer list-none items-center [&::-webkit-details-marker]:hidden gap-2 rounded-lg py-2 hover:bg-(--hover) md:min-h-10">
        <FoldMark />
        {mark}
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]" dir="auto">
          {children}
        </span>
        <Moment at={at} className="shrink-0 pe-1 text-[12px] text-(--quiet) tabular-nums" />
      </summary>
      <FactList facts={facts} className="mb-3 ms-6" />
    </details>
    {action}
  </li>
)
