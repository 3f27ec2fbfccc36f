import type { Role } from '@frontdesk/contract/roles'
import { whyNotGive } from '../../lib/can.ts'
import { useMe } from '../../lib/session.ts'

/** The roles to choose from; those that may more than whoever chooses cannot be chosen. */
export const useRoleOptions = (roles: readonly Role[]) => {
  const me = useMe().value
  return roles.map(({ id, name, permissions }) => ({
    value: id,
    label: name,
    disabled: whyNotGive(me, permissions) !== undefined,
  }))
}
