import type { AlertRule } from '@frontdesk/contract/security'

/** What each rule has to say, for the page and for the mail alike. */
export const alertTitles: Record<AlertRule, string> = {
  'failed-sign-ins': 'Several sign-ins to one account failed',
  'sign-in-after-failures': 'A sign-in worked after several that failed',
  'sign-in-from-new-place': 'Somebody signed in from a new network or device',
  'second-factor-removed': 'Somebody took their second factor away',
  'passkey-copied': 'There are two of somebody’s passkey',
  'owner-added': 'There is a new owner',
  'api-key-made': 'An API key was made',
  'api-key-from-new-network': 'An API key was used from a new network',
  'many-refusals': 'Somebody asks again and again for what they may not',
  'audit-exported': 'The audit trail was exported',
  'audit-not-intact': 'The audit trail is not intact',
}
