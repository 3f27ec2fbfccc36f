import type { AlertRule, SecurityLevel } from '@frontdesk/contract/security'
import type { NewEvent } from './event.ts'

/** What an actor did before the event in question. */
export type Past = {
  /** Sign-ins that failed in the last ten minutes. */
  failures: number
  /** Requests that were refused in the last five minutes. */
  refusals: number
  /** From where they came in, in as many days as events are kept. */
  networks: ReadonlySet<string>
  devices: ReadonlySet<string>
}

export const failuresWithinMs = 10 * 60_000
export const refusalsWithinMs = 5 * 60_000
const manyFailures = 5
const manyRefusals = 20

export type Finding = {
  rule: AlertRule
  level: SecurityLevel
  subject: string | undefined
  details: Record<string, unknown>
}

type Raised = { subject: string | undefined; details?: Record<string, unknown> } | undefined
type Rule = { level: SecurityLevel; raise: (event: NewEvent, past: Past) => Raised }

const isKey = (actor: string | undefined) => actor?.startsWith('key:') === true

const newOnes = ({ network, device }: NewEvent, { networks, devices }: Past): string[] => [
  ...(network && networks.size > 0 && !networks.has(network) ? ['network'] : []),
  ...(device && devices.size > 0 && !devices.has(device) ? ['device'] : []),
]

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** Each says what raises its alert, and whom the alert is about. */
const rules: Record<AlertRule, Rule> = {
  'failed-sign-ins': {
    level: 'warn',
    raise: ({ name, actor, count }, { failures }) =>
      name === 'authn_login_fail' && actor !== undefined && failures + count >= manyFailures
        ? { subject: actor, details: { failures: failures + count } }
        : undefined,
  },
  'sign-in-after-failures': {
    level: 'critical',
    raise: ({ name, actor }, { failures }) =>
      name === 'authn_login_success' && !isKey(actor) && failures >= manyFailures
        ? { subject: actor, details: { failures } }
        : undefined,
  },
  'sign-in-from-new-place': {
    level: 'warn',
    raise: (event, past) => {
      if (event.name !== 'authn_login_success' || isKey(event.actor)) return undefined
      const fresh = newOnes(event, past)
      return fresh.length > 0 ? { subject: event.actor, details: { new: fresh.join(' and ') } } : undefined
    },
  },
  'second-factor-removed': {
    level: 'critical',
    raise: ({ name, actor, details }) =>
      name === 'user_updated' && details.secondFactor === 'removed' ? { subject: actor } : undefined,
  },
  'passkey-copied': {
    level: 'critical',
    raise: ({ name, actor }) => (name === 'authn_token_reuse' ? { subject: actor } : undefined),
  },
  'owner-added': {
    level: 'critical',
    raise: ({ name, actor, details }) =>
      (name === 'authz_change' && details.to === 'owner') || (name === 'user_created' && details.role === 'owner')
        ? { subject: text(details.target) ?? actor, details: { by: actor } }
        : undefined,
  },
  'api-key-made': {
    level: 'info',
    raise: ({ name, actor, details }) =>
      name === 'authn_token_created'
        ? { subject: `key:${text(details.target) ?? ''}`, details: { by: actor, name: details.name } }
        : undefined,
  },
  'api-key-from-new-network': {
    level: 'warn',
    raise: (event, past) =>
      event.name === 'authn_login_success' && isKey(event.actor) && newOnes(event, past).includes('network')
        ? { subject: event.actor }
        : undefined,
  },
  'many-refusals': {
    level: 'warn',
    raise: ({ name, actor, count }, { refusals }) =>
      name === 'authz_fail' && actor !== undefined && refusals + count > manyRefusals
        ? { subject: actor, details: { refusals: refusals + count } }
        : undefined,
  },
  'audit-exported': {
    level: 'info',
    raise: ({ name, actor, details }) =>
      name === 'sensitive_read' && details.what === 'audit trail' ? { subject: actor } : undefined,
  },
  'audit-not-intact': {
    level: 'critical',
    raise: ({ name, details }) =>
      name === 'sensitive_update' && details.what === 'audit trail' ? { subject: undefined, details } : undefined,
  },
}

/** What an event raises, given what went before it. */
export const judge = (event: NewEvent, past: Past): Finding[] =>
  (Object.entries(rules) as [AlertRule, Rule][]).flatMap(([rule, { level, raise }]) => {
    const raised = raise(event, past)
    return raised ? [{ rule, level, subject: raised.subject, details: raised.details ?? {} }] : []
  })

/** The past of whatever comes after the event. */
export const after = (event: NewEvent, past: Past): Past => {
  const { name, count, network, device } = event
  if (name === 'authn_login_fail') return { ...past, failures: past.failures + count }
  if (name === 'authz_fail') return { ...past, refusals: past.refusals + count }
  if (name !== 'authn_login_success') return past
  return {
    ...past,
    networks: network ? new Set([...past.networks, network]) : past.networks,
    devices: device ? new Set([...past.devices, device]) : past.devices,
  }
}

export const noPast: Past = { failures: 0, refusals: 0, networks: new Set(), devices: new Set() }
