import type { Team } from '@frontdesk/contract/teams'
import { useWhyNot } from '../../lib/can.ts'
import { GatedButton } from '../../ui/gated-button.tsx'

type Props = { teams: readonly Team[]; onEdit: (team: Team) => void; onDelete: (team: Team) => void }

/** The teams in rows: what each is called and who is in it. */
export const TeamList = ({ teams, ...rest }: Props) => (
  <ul aria-label="Teams" className="border-t">
    {teams.map(team => (
      <TeamRow key={team.id} team={team} {...rest} />
    ))}
  </ul>
)

type RowProps = Omit<Props, 'teams'> & { team: Team }

const TeamRow = ({ team, onEdit, onDelete }: RowProps) => {
  const { name, members } = team
  const look = { size: 'compact-sm', variant: 'default', whyNot: useWhyNot('people.manage') } as const
  return (
    <li className="flex flex-col gap-x-6 gap-y-1 border-b py-3 md:flex-row md:items-start">
      <div className="flex flex-wrap items-baseline gap-x-3 md:w-48 md:shrink-0 md:flex-col">
        <span className="max-w-full font-medium [overflow-wrap:anywhere]" dir="auto">
          {name}
        </span>
        <span className="text-[13px] whitespace-nowrap text-(--quiet)">
          {members.length === 1 ? '1 person' : `${members.length} people`}
        </span>
      </div>
      <p className="min-w-0 flex-1 text-[13px] leading-5 text-(--quiet) [overflow-wrap:anywhere]" dir="auto">
        {members.length === 0 ? 'Nobody so far.' : members.map(member => member.name).join(', ')}
      </p>
      <div className="flex gap-2 max-md:mt-1">
        <GatedButton {...look} aria-label={`Edit ${name}`} onClick={() => onEdit(team)}>
          Edit
        </GatedButton>
        <GatedButton {...look} aria-label={`Delete ${name}`} onClick={() => onDelete(team)}>
          Delete
        </GatedButton>
      </div>
    </li>
  )
}
