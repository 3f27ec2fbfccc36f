import type { AuditVerdict } from '@frontdesk/contract/audit'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { verifyAudit } from '../../lib/endpoints.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Recomputes the chain on the server, and says whether anything in it was tampered with. */
export const ChainCheck = ({ whyNot }: { whyNot: string | undefined }) => {
  const [verdict, setVerdict] = useState<AuditVerdict>()
  const { start, working, problem } = useAction(async () => {
    setVerdict(undefined)
    setVerdict(await api.call(verifyAudit))
  })
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 basis-[260px] text-(--quiet)">
        Each entry carries a hash of the one before, so nothing can be changed, removed or slipped in unnoticed.
      </p>
      <GatedButton whyNot={whyNot} variant="default" loading={working} onClick={() => void start()}>
        Check the chain
      </GatedButton>
      <div role="status" className="w-full empty:hidden">
        {verdict && <Sentence verdict={verdict} />}
      </div>
      {problem !== undefined && <Problem thrown={problem} />}
    </div>
  )
}

const Sentence = ({ verdict: { entries, sealed, firstFault } }: { verdict: AuditVerdict }) => {
  const Icon = firstFault ? IconShieldX : IconShieldCheck
  return (
    <div className={`flex items-center gap-2 ${firstFault ? 'text-(--bad)' : 'text-(--good)'}`}>
      <Icon size={18} stroke={1.7} aria-hidden className="shrink-0" />
      <p>
        {firstFault
          ? `Entry ${firstFault.seq} does not fit: ${firstFault.reason}.`
          : `Intact: all ${entries} entries fit together.`}
        {sealed && !firstFault && (
          <span className="text-(--quiet)">
            {' '}
            Signed by the server up to entry {sealed.seq}, <Moment at={sealed.at} />.
          </span>
        )}
      </p>
    </div>
  )
}
