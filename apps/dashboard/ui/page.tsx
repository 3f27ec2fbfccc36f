import type { ReactNode } from 'react'

type Props = { title: string; actions?: ReactNode; lead?: string; children: ReactNode; wide?: boolean }

/** A scrolling page with its one heading and the things that can be done here. */
export const Page = ({ title, actions, lead, children, wide = false }: Props) => (
  <div className="h-full overflow-y-auto">
    <div className={`mx-auto flex min-h-full flex-col px-4 pb-10 md:px-8 ${wide ? 'max-w-[1280px]' : 'max-w-[960px]'}`}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 py-4 md:py-5">
        <div className="min-w-0 flex-1 basis-[260px]">
          <h1 className="text-[20px] font-semibold leading-7" dir="auto">
            {title}
          </h1>
          {lead && <p className="text-(--quiet)">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  </div>
)
