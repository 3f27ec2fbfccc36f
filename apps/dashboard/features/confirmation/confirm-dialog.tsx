import { Modal } from '@mantine/core'
import { api } from '../../lib/api.ts'
import { readConfirmation } from '../../lib/endpoints.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Ways } from './ways.tsx'

const load = () => api.call(readConfirmation)

// Above the dialog in which the change was made.
const zIndex = 250

/** Asks for the password, a code, or a linked service; what waits goes on by itself afterwards. */
export const ConfirmDialog = ({ takesCode, onDone }: { takesCode: boolean; onDone: (confirmed: boolean) => void }) => {
  const { value, problem } = useQuery('confirmation', load)
  const ways = value && { ...value.ways, code: value.ways.code && takesCode }
  return (
    <Modal
      opened
      centered
      zIndex={zIndex}
      onClose={() => onDone(false)}
      // See confirmation.ts: that key is heard there, before the dialog below hears it.
      closeOnEscape={false}
      title="Confirm that it is you"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="flex flex-col gap-4">
        <p className="text-(--quiet)">This change asks for it, as you last did so more than five minutes ago.</p>
        {ways && <Ways ways={ways} onConfirmed={() => onDone(true)} />}
        {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('confirmation')} />}
        {ways === undefined && problem === undefined && <SkeletonRows count={2} height={36} />}
      </div>
    </Modal>
  )
}
