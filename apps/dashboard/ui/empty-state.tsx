import type { ComponentType, ReactNode } from 'react'

type Props = {
  icon: ComponentType<{ size?: number; stroke?: number }>
  title: string
  children?: ReactNode
  action?: ReactNode
}

/** Says what a place is for while nothing is in it, and offers the first step. */
export const EmptyState = ({ icon: Icon, title, children, action }: Props) => (
  <div className="flex flex-1 flex-col items-center justify-center gap-3 px-4 py-12 text-center">
    <span className="text-(--quiet)" aria-hidden>
      <Icon size={36} stroke={1.4} />
    </span>
    <h2 className="text-[16px] font-semibold">{title}</h2>
    {children && <p className="max-w-[48ch] text-(--quiet)">{children}</p>}
    {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
)
