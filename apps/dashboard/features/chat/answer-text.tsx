import type { Citation } from '@frontdesk/contract/conversations'
import { useMemo } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { CitationChip } from './citation-chip.tsx'
import { citationMarks } from './citation-marks.ts'
import { safeLink } from './safe-link.ts'

type Props = { text: string; citations: readonly Citation[]; writing: boolean }

// A model's words are hostile until proven otherwise: no HTML, no images, no addresses but these.
const allowed =
  'p br strong em del code pre ul ol li blockquote a h1 h2 h3 h4 h5 h6 hr table thead tbody tr th td cite'.split(' ')

const pendingChip =
  'mx-[2px] inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-md bg-(--hover) px-1 align-[1px] text-[11px] text-(--quiet)'

const plugins = [remarkGfm, citationMarks]

/** Markdown from an allow-list, with its citation marks as chips. */
export const AnswerText = ({ text, citations, writing }: Props) => {
  const components = useMemo<Components>(
    () => ({
      ...directed,
      a: ({ href, children }) => <ForeignLink href={href ?? ''}>{children}</ForeignLink>,
      table: ({ children }) => (
        <div className="table">
          <table>{children}</table>
        </div>
      ),
      cite: ({ children }) => {
        const citation = citations.find(({ number }) => String(number) === String(children))
        if (citation) return <CitationChip citation={citation} />
        // What a mark stands for is told at the end; then the unknown ones go.
        return writing ? <span className={pendingChip}>{children}</span> : null
      },
    }),
    [citations, writing],
  )
  return (
    <div className={`answer ${writing ? 'writing' : ''}`}>
      <Markdown
        remarkPlugins={plugins}
        allowedElements={allowed}
        unwrapDisallowed
        skipHtml
        urlTransform={safeLink}
        components={components}
      >
        {text}
      </Markdown>
    </div>
  )
}

const directed: Components = {
  p: ({ children }) => <p dir="auto">{children}</p>,
  li: ({ children }) => <li dir="auto">{children}</li>,
  h1: ({ children }) => <h3 dir="auto">{children}</h3>,
  h2: ({ children }) => <h3 dir="auto">{children}</h3>,
  h3: ({ children }) => <h3 dir="auto">{children}</h3>,
}

const ForeignLink = ({ href, children }: { href: string; children: React.ReactNode }) => {
  if (href === '') return <>{children}</>
  const host = href.startsWith('mailto:') ? 'mail' : new URL(href).host
  return (
    <>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
      {!String(children).includes(host) && <span className="text-(--quiet)"> ({host})</span>}
    </>
  )
}
