import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { resignHeads } from '@frontdesk/modules/audit/index'
import { countOldKeys } from '@frontdesk/modules/identity/index'
import { resealPersonalMails } from '@frontdesk/modules/mail/index'
import { type Rotation, rotateDataKeys } from '@frontdesk/modules/secrets/index'
import { compose } from '@frontdesk/platform/compose'
import { readConfig } from '@frontdesk/platform/config'
import type { Platform } from '@frontdesk/platform/platform'
import { resealAccounts } from '@frontdesk/platform/sign-in/reseal-accounts'

// Replaces the keys that seal secrets while servers run, and has everything hang on today's FRONTDESK_SECRET. To break it
// off harms nothing, and the next run goes on. With the embedded database, stop the server first.
//
// npm run rotate-keys
// npm run rotate-keys -- --again     replaces also the keys that are younger than a day
// npm run rotate-keys -- --lost      the secret of before is gone for good: new keys, though what the old ones sealed stays shut
const { values } = parseArgs({
  options: { again: { type: 'boolean', default: false }, lost: { type: 'boolean', default: false } },
})

const betweenRoundsMs = 20_000

const main = async () => {
  const platform = await compose(readConfig({ LOG_LEVEL: 'error', ...process.env }))
  try {
    const isDone = [await renewServer(platform), await renewOrganizations(platform)].every(Boolean)
    console.log(isDone ? 'Done.' : 'Not all is done, see above.')
    process.exitCode = isDone ? 0 : 1
  } finally {
    await platform.close()
  }
}

/** What belongs to people, and to the server itself. */
const renewServer = async (platform: Platform): Promise<boolean> => {
  const { database, config } = platform
  const accounts = await resealAccounts(database, config)
  const mails = await resealPersonalMails(platform)
  console.log(
    `server: ${accounts.resealed} secrets of accounts and ${mails.resealed} parts of mails sealed anew, ${await resignHeads(platform)} heads of audit trails signed anew`,
  )
  const unreadable = accounts.unreadable + mails.unreadable
  if (unreadable > 0) console.log(`server: ${unreadable} are under a secret that is not here. ${nameIt}`)
  if (config.previousSecret !== undefined) tellOfApiKeys(await countOldKeys(platform))
  return unreadable === 0
}

const nameIt = 'Set FRONTDESK_SECRET_PREVIOUS to it and run this again.'

const tellOfApiKeys = (old: number) =>
  console.log(
    old === 0
      ? 'server: every API key hangs on the secret of today'
      : `server: ${old} API keys move to the secret of today when they are used next; keep FRONTDESK_SECRET_PREVIOUS until then, or they stop working`,
  )

const renewOrganizations = async (platform: Platform): Promise<boolean> => {
  let evenNewKeys = values.again
  let said = ''
  for (;;) {
    const round = await rotateDataKeys(platform, { evenNewKeys, evenLostKeys: values.lost })
    evenNewKeys = false
    const line = lineOf(round)
    if (line !== said) console.log(line)
    said = line
    if (round.resting === 0 && round.resealed === 0) return round.needed + round.lost + round.unreadable === 0
    await sleep(betweenRoundsMs)
  }
}

const lineOf = (round: Rotation) =>
  [
    `data keys: ${round.organizations} organizations, ${round.made} new keys, ${round.rewrapped} wrapped anew, ${round.resealed} secrets sealed anew, ${round.retired} old keys gone`,
    round.resting > 0 &&
      `data keys: ${round.resting} old ones go when no server can know them any more, in a few minutes`,
    round.needed > 0 && `data keys: ${round.needed} old ones are needed still`,
    round.unreadable > 0 && `data keys: ${round.unreadable} secrets are opened by no key that is here`,
    round.lost > 0 &&
      `data keys: ${round.lost} hang on a secret that is not here. ${nameIt} If it is gone for good: --lost`,
  ]
    .filter(Boolean)
    .join('\n')

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
