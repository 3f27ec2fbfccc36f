import type { SecurityAlert } from '@frontdesk/contract/security'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { acknowledgeAlert } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { type Fact, factsOf, optional } from '../../ui/facts.ts'
import { FoldingRow } from '../../ui/folding-row.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { actorName, type Names } from '../audit/audit-line.ts'
import { LevelMark } from './level-mark.tsx'

type Props = { alert: SecurityAlert; names: Names }

/** What somebody should look at, whom it is about, and the button that says that somebody has. */
export const AlertRow = ({ alert, names }: Props) => {
  const { id, level, title, subject, count, lastAt, status } = alert
  const whyNot = useWhyNot('organization.manage')
  const { start, working, problem } = useAction(async () => {
    await api.call(acknowledgeAlert, { parameters: { alertId: id } })
    await refresh('security:alerts')
  })
  const action = status === 'open' && (
    <div className="max-sm:mb-2 max-sm:ms-6 max-sm:basis-full md:py-[7px]">
      <GatedButton
        whyNot={whyNot}
        variant="default"
        size="compact-sm"
        loading={working}
        aria-label={`Acknowledge: ${title}`}
        onClick={() => void start()}
      >
        Acknowledge
      </GatedButton>
      {problem !== undefined && <Problem thrown={problem} />}
    </div>
  )
  return (
    <FoldingRow at={lastAt} facts={keptOf(alert, names)} mark={<LevelMark level={level} />} action={action}>
      <span className="font-medium">{title}</span>
      {subject !== null && `: ${aboutWhom(subject, alert, names)}`}
      {count > 1 && <span className="text-(--quiet)">, {count} times</span>}
    </FoldingRow>
  )
}

/** The title of an alert about a key says already that it is one. */
const aboutWhom = (subject: string, { rule }: SecurityAlert, names: Names) =>
  (rule.startsWith('api-key') && names.of(subject)) || actorName(subject, names)

const keptOf = (alert: SecurityAlert, names: Names): Fact[] => {
  const { rule, firstAt, lastAt, count, subject, ip, userAgent, details, acknowledgedBy, acknowledgedAt } = alert
  return [
    ['Rule', rule],
    [count > 1 ? 'First' : 'When', new Date(firstAt).toLocaleString()],
    ...optional('Last', count > 1 ? new Date(lastAt).toLocaleString() : null),
    ...optional('About', subject),
    ...optional('From', ip),
    ...optional('Device', userAgent),
    ...factsOf(typeof details.by === 'string' ? { ...details, by: actorName(details.by, names) } : details),
    ...optional('Acknowledged by', acknowledgedBy && actorName(acknowledgedBy, names)),
    ...optional('Acknowledged', acknowledgedAt && new Date(acknowledgedAt).toLocaleString()),
  ]
}
