import type { ReactNode } from 'react'

/** The plain page before the desk: one thing to do, in the middle. */
export const Door = ({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) => (
  <main className="flex min-h-dvh items-center justify-center bg-(--subtle) p-4">
    <div className="flex w-full max-w-[440px] flex-col gap-5 rounded-xl border bg-(--mantine-color-body) p-6 md:p-8">
      <div className="flex flex-col gap-1 [overflow-wrap:anywhere]">
        <p className="text-[13px] font-semibold text-(--accent)">Frontdesk</p>
        <h1 className="text-[20px] font-semibold">{title}</h1>
        {lead && <p className="text-(--quiet)">{lead}</p>}
      </div>
      {children}
    </div>
  </main>
)
