import { Skeleton } from '@mantine/core'

/** Stands in for a list while it is read for the first time. */
export const SkeletonRows = ({ count = 6, height = 20 }: { count?: number; height?: number }) => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-4 py-2">
    {Array.from({ length: count }, (_, row) => (
      <Skeleton key={String(row)} height={height} width={`${90 - ((row * 17) % 35)}%`} radius="sm" />
    ))}
  </div>
)
