import type { Role } from '@frontdesk/contract/roles'
import { whyNotGive } from '../../lib/can.ts'
import { useMe } from '../../lib/session.ts'

/** The roles to choose from; those that may more than whoever chooses cannot be chosen. */
export const useRoleOptions = (roles: readonly Role[]) => {
  const me = useMe().value
  return roles.map(role => ({
    value: role.id,
    label: role.name,
    disabled: whyNotGive(me, role) !== undefined,
  }))
}
