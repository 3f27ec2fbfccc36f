import type { Member } from '@frontdesk/contract/people'
import type { Role } from '@frontdesk/contract/roles'
import { Button } from '@mantine/core'
import { useWhyNot, whyNotGive } from '../../lib/can.ts'
import { useMe } from '../../lib/session.ts'
import { Moment } from '../../ui/moment.tsx'
import { RoleSelect } from './role-select.tsx'

type Props = { members: readonly Member[]; roles: readonly Role[]; onRemove: (member: Member) => void }

/** The people in rows: who they are, what they may do, and the way out. */
export const MemberList = ({ members, roles, onRemove }: Props) => {
  const me = useMe().value
  const whyNot = useWhyNot('people.manage')
  const whyNotChange = (role: Role | undefined) => whyNot ?? (role ? whyNotGive(me, role) : '')
  return (
    <ul aria-label="People" className="border-t">
      {members.map(member => (
        <MemberRow
          key={member.userId}
          member={member}
          roles={roles}
          isMe={member.userId === me?.user.id}
          whyNot={whyNotChange(roles.find(({ id }) => id === member.role.id))}
          onRemove={onRemove}
        />
      ))}
    </ul>
  )
}

type RowProps = Omit<Props, 'members'> & { member: Member; isMe: boolean; whyNot: string | undefined }

const MemberRow = ({ member, roles, isMe, whyNot, onRemove }: RowProps) => {
  const { name, email, role, joinedAt } = member
  const fixed = isMe || whyNot !== undefined
  return (
    <li className="flex min-h-[52px] flex-wrap items-center gap-x-4 gap-y-1 border-b py-2">
      <span className="flex min-w-0 flex-1 basis-[140px] items-baseline gap-2 font-medium">
        <span className="truncate" dir="auto">
          {name}
        </span>
        {isMe && <span className="text-[13px] font-normal text-(--quiet)">you</span>}
      </span>
      <span className="min-w-0 flex-1 basis-full truncate text-[13px] md:basis-[200px] text-(--quiet)">{email}</span>
      <span className="w-32 text-[13px] text-(--quiet) max-md:hidden">
        Joined <Moment at={joinedAt} />
      </span>
      {fixed ? (
        <span className="w-40 truncate md:px-3" title={isMe ? undefined : whyNot} dir="auto">
          {role.name}
        </span>
      ) : (
        <RoleSelect member={member} roles={roles} />
      )}
      <span className="w-[88px] max-md:ms-auto max-md:empty:hidden">
        {!fixed && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Remove ${name}`}
            onClick={() => onRemove(member)}
            fullWidth
          >
            Remove
          </Button>
        )}
      </span>
    </li>
  )
}
