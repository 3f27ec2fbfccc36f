import type { AuditVerdict } from '@frontdesk/contract/audit'
import type { Ctx } from '#context'
import { announceFrom } from '../notices.ts'
import { type Fault, walkChain } from './chain.ts'
import { readSeal, sealKey } from './seal.ts'
import { readChain } from './store.ts'

const pageSize = 10_000

/** Walks the whole chain, from its beginning to its head, and names the first entry that does not fit. */
export async function verify(ctx: Ctx): Promise<AuditVerdict> {
  const { storage, config } = ctx.platform
  const kept = await storage.get(sealKey(ctx.organizationId))
  const seal = kept && readSeal(config, ctx.organizationId, kept)
  const chain = walkChain(seal)
  const firstFault = kept && !seal ? notOurs : await walk(ctx, chain)
  if (firstFault)
    announceFrom(ctx, 'sensitive_update', {
      details: { what: 'audit trail', entry: firstFault.seq, reason: firstFault.reason },
    })
  return {
    intact: firstFault === undefined,
    entries: chain.seq,
    sealed: seal ? { seq: seal.seq, at: seal.at } : null,
    firstFault: firstFault ?? null,
  }
}

const notOurs: Fault = { seq: 1, reason: 'The signature of the last head is not ours' }

const walk = async (ctx: Ctx, chain: ReturnType<typeof walkChain>): Promise<Fault | undefined> => {
  for (;;) {
    const { entries, head } = await readChain(ctx, chain.seq, pageSize)
    for (const entry of entries) {
      const fault = chain.take(entry)
      if (fault) return fault
    }
    if (entries.length < pageSize) return chain.end(head)
  }
}
