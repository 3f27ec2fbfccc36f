import type { Agent } from '@frontdesk/contract/agents'
import type { AgentVersion } from '@frontdesk/contract/versions'
import type { Paged } from '../../lib/pages.ts'
import { LoadMore } from '../../ui/load-more.tsx'
import { Moment } from '../../ui/moment.tsx'
import { actorName } from '../audit/audit-line.ts'
import { useNames } from '../audit/use-names.ts'
import { ChangesRow } from './changes-row.tsx'
import { VersionRow } from './version-row.tsx'

type Props = {
  agent: Agent
  versions: Paged<AgentVersion>
  onRestore: (number: number) => void
  onLetAnswer: (number: number) => void
}

/** The draft, then every version, newest first. */
export const Timeline = ({ agent, versions, onRestore, onLetAnswer }: Props) => {
  const names = useNames()
  return (
    <>
      <ol aria-label="Versions" className="border-t">
        <ChangesRow
          agentId={agent.id}
          from="live"
          to="draft"
          same="The draft is the same as the version that is live."
          first=""
          label="Draft"
          summary={
            <>
              <span className="block font-medium">Draft</span>
              <span className="block text-[13px] text-(--quiet)">
                Changed <Moment at={agent.updatedAt} />
              </span>
            </>
          }
        />
        {versions.value?.items.map(version => (
          <VersionRow
            key={version.number}
            agent={agent}
            version={version}
            publisher={actorName(version.publishedBy, names)}
            onRestore={() => onRestore(version.number)}
            onLetAnswer={() => onLetAnswer(version.number)}
          />
        ))}
      </ol>
      <LoadMore more={versions.more} fetching={versions.fetching} />
    </>
  )
}
