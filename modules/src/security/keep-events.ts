import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { type Ctx, createCtx, systemActor } from '#context'
import { holdersOf } from '#identity'
import { queueMail } from '#mail'
import { alertMail } from './alert-mail.ts'
import type { NewEvent } from './event.ts'
import { after, type Finding, judge, noPast, type Past } from './rules.ts'
import { insertEvents, selectName, selectOrganizationName, upsertAlert } from './watch-store.ts'

/** Keeps what happened in an organization, and raises the alerts that follow from it. */
export const keepEvents = async (platform: Platform, organizationId: string, events: NewEvent[]): Promise<void> => {
  const ctx = createCtx(platform, { organizationId, actor: systemActor('security'), requestId: newId() })
  const pasts = await insertEvents(ctx, events)
  for (const raised of raisedBy(events, pasts)) await raise(ctx, raised)
}

type Raised = { finding: Finding; event: NewEvent; times: number }

/** What is found over and over is raised once, by the event that came first. */
const raisedBy = (events: NewEvent[], pasts: Map<string, Past>): Iterable<Raised> => {
  const raised = new Map<string, Raised>()
  for (const event of events) {
    const past = pasts.get(event.actor ?? '') ?? noPast
    for (const finding of judge(event, past)) {
      const key = `${finding.rule} ${finding.subject ?? ''}`
      const known = raised.get(key)
      raised.set(key, known ? { ...known, times: known.times + 1 } : { finding, event, times: 1 })
    }
    if (event.actor) pasts.set(event.actor, after(event, past))
  }
  return raised.values()
}

// Whoever tries every account fills a page, but no mailboxes.
const mostMailedAnHour = 20

/** One alert for whatever goes on within an hour, and one mail to each of those who may read of it. */
const raise = (ctx: Ctx, { finding, event, times }: Raised): Promise<void> =>
  ctx.transaction(async within => {
    const { made, withinHour } = await upsertAlert(within, { finding, event, times })
    if (!made) return
    const { rule, level } = finding
    ctx.platform.log.warn('A security alert was raised', { rule, level, organizationId: ctx.organizationId })
    if (withinHour > mostMailedAnHour && level !== 'critical') return
    const mail = alertMail({
      finding,
      event,
      organization: await selectOrganizationName(within),
      subject: finding.subject === undefined ? undefined : await selectName(within, finding.subject),
      link: `${ctx.platform.config.url}/settings/security`,
    })
    for (const { email } of await holdersOf(within, 'audit.read'))
      await queueMail(within, { kind: 'alert', to: email, ...mail })
  })
