import { type Ctx, createCtx } from '@frontdesk/modules/context'
import { openedBody, sealedBody } from '@frontdesk/modules/mail/sealed-mail'
import { newId } from '@frontdesk/platform/ids'
import { createKeyWrapper } from '@frontdesk/platform/key-wrapper'
import type { Platform } from '@frontdesk/platform/platform'
import type { ServerSecret } from '@frontdesk/platform/secret'
import type { World } from './world.ts'

type Body = { id: string; text: string; html: string }

const bodyOf = (id: string): Body => ({ id, text: `secret of ${id}`, html: `<p>${id}</p>` })

/** Mails of Northwind with two secrets each, and several processes that keep and read them. */
export const keptSecrets = ({ platform, organizationId, olivia }: World) => {
  const rowsOf = async (text: string, values: unknown[] = []) =>
    (await platform.database.owner.query<Record<string, string>>(text, values)).rows

  const insert = (mails: Body[]) =>
    rowsOf(
      `INSERT INTO mails (organization_id, id, kind, to_address, subject, text, html, status, created_at, next_attempt_at)
       SELECT $1, id, 'invitation', 'ida@example.com', 'Hello', text, html, 'kept', $5, $5
       FROM unnest($2::uuid[], $3::text[], $4::text[]) AS new (id, text, html)`,
      [
        organizationId,
        mails.map(({ id }) => id),
        mails.map(({ text }) => text),
        mails.map(({ html }) => html),
        platform.clock.now(),
      ],
    )

  return {
    rowsOf,
    /** Another process on the same database, at the same time of day. */
    anotherProcess: (secrets: Partial<ServerSecret> = {}): Platform => {
      const config = { ...platform.config, previousSecret: undefined, ...secrets }
      return { ...platform, config, keyWrapper: createKeyWrapper(config) }
    },
    oliviaAt: (process: Platform): Ctx =>
      createCtx(process, { organizationId, actor: olivia.ctx.actor, requestId: newId() }),
    keysKept: () => rowsOf('SELECT id, purpose, version FROM data_keys ORDER BY purpose, version'),

    /** Gives their ids. */
    keepMails: async (ctx: Ctx, count: number): Promise<string[]> => {
      const ids = Array.from({ length: count }, newId)
      const mails: Body[] = []
      for (const id of ids) mails.push({ id, ...(await sealedBody(ctx, id, bodyOf(id))) })
      await insert(mails)
      return ids
    },
    /** The same as they were sealed before there were data keys. */
    keepOldMails: async (seal: (text: string, of: string) => string, count: number): Promise<string[]> => {
      const ids = Array.from({ length: count }, newId)
      await insert(
        ids.map(id => ({
          id,
          text: seal(bodyOf(id).text, `mails.text ${id}`),
          html: seal(bodyOf(id).html, `mails.html ${id}`),
        })),
      )
      return ids
    },
    /** How many of these mails do not say what they said, as this process sees it. */
    unreadableIn: async (process: Platform, ids: string[]): Promise<number> => {
      const rows = await rowsOf('SELECT id, text, html FROM mails WHERE id = ANY($1)', [ids])
      let unreadable = ids.length - rows.length
      for (const { id = '', text = '', html = '' } of rows) {
        const mail = { id, organizationId, isPersonal: false }
        const parts = [() => openedBody(process, mail, 'text', text), () => openedBody(process, mail, 'html', html)]
        const said: string[] = []
        for (const open of parts) said.push(await open().catch(() => 'nothing'))
        if (said.join() !== [bodyOf(id).text, bodyOf(id).html].join()) unreadable += 1
      }
      return unreadable
    },
    textOf: (id: string) => bodyOf(id).text,
  }
}
