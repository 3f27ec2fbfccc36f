import { conversationScopes } from '@frontdesk/contract/permissions'
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
  const { name, builtIn, members } = role
  const me = useMe().value
  const whyNot = useWhyNot('people.manage') ?? whyNotGive(me, role)
  const look = { size: 'compact-sm', variant: 'default', whyNot } as const
  return (
    <li className="flex flex-col gap-x-6 gap-y-1 border-b py-3 md:flex-row md:items-start">
      <div className="flex flex-wrap items-baseline gap-x-3 md:w-48 md:shrink-0 md:flex-col">
        <span className="max-w-full font-medium [overflow-wrap:anywhere]" dir="auto">
          {name}
        </span>
        <span className="text-[13px] whitespace-nowrap text-(--quiet)">
          {builtIn ? 'Built in, ' : ''}
          {members === 1 ? '1 person' : `${members} people`}
        </span>
      </div>
      <p className="min-w-0 flex-1 text-[13px] leading-5 text-(--quiet)">{sentences(role)}</p>
      {!builtIn && (
        <div className="flex gap-2 max-md:mt-1">
          <GatedButton {...look} aria-label={`Edit ${name}`} onClick={() => onEdit(role)}>
            Edit
          </GatedButton>
          <GatedButton {...look} aria-label={`Delete ${name}`} onClick={() => onDelete(role)}>
            Delete
          </GatedButton>
        </div>
      )}
    </li>
  )
}

const sentences = ({ permissions, conversationScope }: Role) => {
  if (permissions.length === 0) return 'May do nothing so far.'
  const may = `May ${permissions.map(permission => doing[permission]).join(', ')}.`
  return conversationScope === 'all' || !permissions.includes('conversations.read')
    ? may
    : `${may} Sees these conversations: ${conversationScopes[conversationScope]}.`
}
