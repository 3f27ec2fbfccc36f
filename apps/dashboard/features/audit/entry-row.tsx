import type { AuditEntry } from '@frontdesk/contract/audit'
import { type Fact, factsOf, optional } from '../../ui/facts.ts'
import { FoldingRow } from '../../ui/folding-row.tsx'
import { actorName, deedOf, type Names } from './audit-line.ts'

/** One line of the trail, opening to everything that was kept of it. */
export const EntryRow = ({ entry, names }: { entry: AuditEntry; names: Names }) => (
  <FoldingRow at={entry.at} facts={keptOf(entry)}>
    <span className="font-medium">{actorName(entry.actor, names)}</span> {deedOf(entry, names)}
  </FoldingRow>
)

const keptOf = ({ seq, at, actor, action, target, details, requestId, ip, hash }: AuditEntry): Fact[] => [
  ['Entry', String(seq)],
  ['When', new Date(at).toLocaleString()],
  ['Who', actor],
  ['Action', action],
  ...optional('Target', target),
  ...factsOf(details),
  ...optional('From', ip),
  ['Request', requestId],
  ['Hash', hash],
]
