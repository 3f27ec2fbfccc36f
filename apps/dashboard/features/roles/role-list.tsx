import type { Role } from '@frontdesk/contract/roles'
import { doing, useWhyNot, whyNotGive } from '../../lib/can.ts'
import { useMe } from '../../lib/session.ts'
import { GatedButton } from '../../ui/gated-button.tsx'

type Props = { roles: readonly Role[]; onEdit: (role: Role) => void; onDelete: (role: Role) => void }

/** The roles in rows: what each is called, who has it and what it lets them do. */
export const RoleList = ({ roles, ...rest }: Props) => (
  <ul aria-label="Roles" className="border-t">
    {roles.map(role => (
      <RoleRow key={role.id} role={role} {...rest} />
    ))}
  </ul>
)

type RowProps = Omit<Props, 'roles'> & { role: Role }

const RoleRow = ({ role, onEdit, onDelete }: RowProps) => {
  const { name, permissions, builtIn, members } = role
  const me = useMe().value
  const whyNot = useWhyNot('people.manage') ?? whyNotGive(me, permissions)
  const look = { size: 'compact-sm', variant: 'default', whyNot } as const
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-3">
      <span className="min-w-0 truncate font-medium" dir="auto">
        {name}
      </span>
      <span className="flex-1 text-[13px] whitespace-nowrap text-(--quiet)">
        {builtIn ? 'Built in, ' : ''}
        {members === 1 ? '1 person' : `${members} people`}
      </span>
      {!builtIn && (
        <span className="flex gap-2">
          <GatedButton {...look} aria-label={`Edit ${name}`} onClick={() => onEdit(role)}>
            Edit
          </GatedButton>
          <GatedButton {...look} aria-label={`Delete ${name}`} onClick={() => onDelete(role)}>
            Delete
          </GatedButton>
        </span>
      )}
      <p className="w-full max-w-[80ch] text-[13px] text-(--quiet)">{sentence(permissions)}</p>
    </li>
  )
}

const sentence = (permissions: Role['permissions']) =>
  permissions.length === 0
    ? 'May do nothing so far.'
    : `May ${permissions.map(permission => doing[permission]).join(', ')}.`
