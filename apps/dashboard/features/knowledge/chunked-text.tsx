import type { Chunk } from '@frontdesk/contract/knowledge'
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { segmentsOf } from './segments.ts'

const shownAtOnce = 60

type Props = { text: string; chunks: readonly Chunk[] }

/** The stored text with its chunks told apart; pointing at one names it. */
export const ChunkedText = ({ text, chunks }: Props) => {
  const [shown, setShown] = useState(shownAtOnce)
  const segments = useMemo(() => segmentsOf(text.length, chunks), [text, chunks])
  return (
    <>
      <div
        className="max-w-[80ch] leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]"
        dir="auto"
        data-testid="document-text"
      >
        {segments.slice(0, shown).map(({ start, end, chunks: holding }) => {
          const first = holding[0]
          if (first === undefined) return <span key={start}>{text.slice(start, end)}</span>
          return (
            <mark key={start} title={nameOf(holding, chunks)} className={`text-inherit ${lookOf(holding)}`}>
              {text.slice(start, end)}
            </mark>
          )
        })}
      </div>
      {shown < segments.length && (
        <Button variant="default" className="mt-4 self-start" onClick={() => setShown(shown + shownAtOnce * 4)}>
          Show more of the text
        </Button>
      )}
    </>
  )
}

const lookOf = (holding: readonly number[]) => {
  if (holding.length > 1) return 'bg-(--mantine-color-yellow-light)'
  return Number(holding[0]) % 2 === 0 ? 'bg-(--marked)' : 'bg-(--hover)'
}

const nameOf = (holding: readonly number[], chunks: readonly Chunk[]) =>
  holding.map(number => `Chunk ${number + 1}: ${chunks[number]?.breadcrumb ?? ''}`).join('\n')
