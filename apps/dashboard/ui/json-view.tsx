import { useState } from 'react'
import { prettyJson } from './json-text.ts'

type Props = { label: string; value: unknown }

const fewLines = 12
const fewCharacters = 900

/** What a program said or was told; a long one is folded until somebody wants all of it. */
export const JsonView = ({ label, value }: Props) => {
  const [whole, setWhole] = useState(false)
  const text = typeof value === 'string' ? value : prettyJson(value)
  const short = text.split('\n').slice(0, fewLines).join('\n').slice(0, fewCharacters)
  const isLong = short.length < text.length
  return (
    <figure className="m-0 flex min-w-0 flex-col gap-1">
      <figcaption className="text-[12px] text-(--quiet)">{label}</figcaption>
      <pre
        dir="auto"
        className="m-0 rounded-lg bg-(--hover) p-2 font-mono text-[12px] leading-[1.5] whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {isLong && !whole ? `${short} …` : text}
      </pre>
      {isLong && (
        <button
          type="button"
          aria-expanded={whole}
          className="min-h-6 cursor-pointer self-start bg-transparent p-0 text-[13px] text-(--accent) underline"
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Less' : `All ${text.length.toLocaleString('en')} characters`}
        </button>
      )}
    </figure>
  )
}
