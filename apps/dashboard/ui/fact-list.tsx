import type { Fact } from './facts.ts'

/** Names and what is known under them, in two columns. */
export const FactList = ({ facts, className = '' }: { facts: readonly Fact[]; className?: string }) => (
  <dl className={`grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[13px] ${className}`}>
    {facts.map(([name, fact]) => (
      <div key={name} className="contents">
        <dt className="text-(--quiet)">{name}</dt>
        <dd className="min-w-0 tabular-nums [overflow-wrap:anywhere]" dir="auto">
          {fact}
        </dd>
      </div>
    ))}
  </dl>
)
