import type { Permission } from '@frontdesk/contract/permissions'
import { Checkbox } from '@mantine/core'
import { doing } from '../../lib/can.ts'
import { useMe } from '../../lib/session.ts'

type Props = { chosen: readonly Permission[]; onChange: (chosen: Permission[]) => void }

const all = Object.keys(doing) as Permission[]

/** A box for everything that a role may let somebody do; nobody gives what they do not hold. */
export const PermissionBoxes = ({ chosen, onChange }: Props) => {
  const mine = useMe().value?.permissions ?? []
  const toggle = (permission: Permission, wanted: boolean) =>
    onChange(all.filter(other => (other === permission ? wanted : chosen.includes(other))))
  return (
    <fieldset className="m-0 flex flex-col gap-2 border-0 p-0">
      <legend className="mb-2 p-0 font-medium">May</legend>
      {all.map(permission => {
        const held = mine.includes(permission)
        return (
          <Checkbox
            key={permission}
            label={doing[permission]}
            description={held ? undefined : 'You may not do this yourself, so you cannot give it'}
            disabled={!held}
            checked={chosen.includes(permission)}
            onChange={event => toggle(permission, event.currentTarget.checked)}
          />
        )
      })}
    </fieldset>
  )
}
