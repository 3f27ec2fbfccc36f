import type { Passage } from '@frontdesk/contract/knowledge'
import { useState } from 'react'
import { bareText } from '../../lib/bare-text.ts'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'

/** A passage as an agent gets it, with how well it fits. */
export const PassageCard = ({ passage, number }: { passage: Passage; number: number }) => {
  const [whole, setWhole] = useState(false)
  return (
    <article className="flex flex-col gap-1 rounded-lg border bg-(--mantine-color-body) p-3 text-[13px]">
      <div className="flex items-baseline gap-2">
        <span className="text-(--quiet) tabular-nums">{number}</span>
        <AppLink
          href={paths.knowledge({ document: passage.documentId })}
          className="min-w-0 flex-1 truncate font-medium text-(--mantine-color-text)"
          dir="auto"
        >
          {passage.title}
        </AppLink>
        <Score score={passage.score} />
      </div>
      {passage.breadcrumb && passage.breadcrumb !== passage.title && (
        <p className="truncate text-[12px] text-(--quiet)" dir="auto">
          {passage.breadcrumb}
        </p>
      )}
      <p className={`whitespace-pre-line [overflow-wrap:anywhere] ${whole ? '' : 'line-clamp-4'}`} dir="auto">
        {bareText(passage.text)}
      </p>
      {passage.text.length > 220 && (
        <button
          type="button"
          aria-expanded={whole}
          className="cursor-pointer self-start bg-transparent p-0 text-(--accent) underline"
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Less' : 'Whole passage'}
        </button>
      )}
    </article>
  )
}

const Score = ({ score }: { score: number }) => (
  <span className="flex shrink-0 items-center gap-2 text-[12px] text-(--quiet) tabular-nums">
    <meter
      min={0}
      max={1}
      value={score}
      aria-label="Score"
      className="h-[6px] w-14 overflow-hidden rounded-full bg-(--hover) [&::-moz-meter-bar]:[background:var(--accent)] [&::-webkit-meter-bar]:h-[6px] [&::-webkit-meter-bar]:border-0 [&::-webkit-meter-bar]:[background:var(--hover)] [&::-webkit-meter-optimum-value]:[background:var(--accent)]"
    />
    {score.toFixed(2)}
  </span>
)
