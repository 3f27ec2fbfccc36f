import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'

type Props = { label: string; isBusy?: boolean; more: (() => void) | undefined; fetching: boolean; children: ReactNode }

/** A list of conversations that one walks through, with the way to earlier ones. */
export const Rows = ({ label, isBusy = false, more, fetching, children }: Props) => (
  <>
    {children && (
      <ul data-walk aria-label={label} aria-busy={isBusy} className="flex flex-col gap-px px-2 pb-4">
        {children}
      </ul>
    )}
    {more && (
      <Button variant="subtle" color="gray" loading={fetching} onClick={more}>
        Earlier conversations
      </Button>
    )}
  </>
)

export const RowsToCome = () => (
  <div className="px-4">
    <SkeletonRows count={8} />
  </div>
)
