import { expect, test } from 'vitest'
import { eventOf, type NewEvent } from './event.ts'
import { deviceOf, networkOf } from './origin.ts'
import { after, judge, noPast, type Past } from './rules.ts'

type What = Parameters<typeof eventOf>[0]['what']
const happens = (what: What, given: Partial<NewEvent> = {}): NewEvent => {
  const event = eventOf({ what, of: { userId: 'olivia' }, actor: 'olivia', ip: undefined, requestId: 'r' }, new Date())
  if (!event) throw new Error(`${what} is no event`)
  return { ...event, ...given }
}
const raised = (event: NewEvent, past: Partial<Past> = {}) =>
  judge(event, { ...noPast, ...past }).map(({ rule, subject }) => [rule, subject])

const home = { network: '192.0.2.0/24', device: 'Firefox on Linux' }
const known = { networks: new Set([home.network]), devices: new Set([home.device]) }

test('the fifth sign-in to fail in ten minutes raises an alert, and the four before it none', () => {
  expect(raised(happens('authn_login_fail'), { failures: 3 })).toEqual([])
  expect(raised(happens('authn_login_fail'), { failures: 4 })).toEqual([['failed-sign-ins', 'olivia']])
  expect(raised(happens('authn_login_fail', { count: 5 }))).toEqual([['failed-sign-ins', 'olivia']])
  expect(raised(happens('authn_login_fail', { count: 50, actor: undefined }))).toEqual([])
})

test('a sign-in after five that failed raises one, after four none', () => {
  expect(raised(happens('session.started'), { failures: 4 })).toEqual([])
  expect(raised(happens('session.started'), { failures: 5 })).toEqual([['sign-in-after-failures', 'olivia']])
})

test('a sign-in from another network or device raises one, the first of all and a known place do not', () => {
  expect(raised(happens('session.started', home))).toEqual([])
  expect(raised(happens('session.started', home), known)).toEqual([])
  expect(raised(happens('session.started', { ...home, network: '198.51.100.0/24' }), known)).toEqual([
    ['sign-in-from-new-place', 'olivia'],
  ])
  expect(judge(happens('session.started', { ...home, device: 'curl' }), { ...noPast, ...known })).toMatchObject([
    { rule: 'sign-in-from-new-place', details: { new: 'device' } },
  ])
})

test('a key raises one when it comes from another network, whatever program it is', () => {
  const used = (given: Partial<NewEvent>) => happens('authn_login_success', { actor: 'key:k', ...home, ...given })
  expect(raised(used({}))).toEqual([])
  expect(raised(used({ device: 'curl' }), known)).toEqual([])
  expect(raised(used({ network: '198.51.100.0/24' }), known)).toEqual([['api-key-from-new-network', 'key:k']])
})

test('a copy of a passkey raises one, removing a passkey does not', () => {
  expect(raised(happens('authn_token_reuse'))).toEqual([['passkey-copied', 'olivia']])
  expect(raised(happens('passkey.removed'))).toEqual([])
})

test('taking a second factor away raises one, setting one up does not', () => {
  expect(raised(happens('second-factor.removed'))).toEqual([['second-factor-removed', 'olivia']])
  expect(raised(happens('second-factor.added'))).toEqual([])
})

test('a new owner raises one, by promotion or invitation; other roles do not', () => {
  const to = (role: string) => happens('member.role-changed', { details: { target: 'adam', from: 'agent', to: role } })
  expect(raised(to('owner'))).toEqual([['owner-added', 'adam']])
  expect(raised(to('admin'))).toEqual([])
  const joins = (role: string) => happens('member.joined', { actor: 'ivy', details: { target: 'ivy', role } })
  expect(raised(joins('owner'))).toEqual([['owner-added', 'ivy']])
  expect(raised(joins('agent'))).toEqual([])
})

test('making a key raises one, about the key', () => {
  expect(raised(happens('api-key.created', { details: { target: 'k', name: 'Import' } }))).toEqual([
    ['api-key-made', 'key:k'],
  ])
  expect(raised(happens('api-key.revoked'))).toEqual([])
})

test('the 21st refusal in five minutes raises one', () => {
  expect(raised(happens('authz_fail'), { refusals: 19 })).toEqual([])
  expect(raised(happens('authz_fail'), { refusals: 20 })).toEqual([['many-refusals', 'olivia']])
})

test('reading out the audit trail raises one, and so does finding that it is not intact', () => {
  const details = { what: 'audit trail' }
  expect(raised(happens('sensitive_read', { details }))).toEqual([['audit-exported', 'olivia']])
  expect(raised(happens('sensitive_read', { details: { what: 'contacts' } }))).toEqual([])
  expect(raised(happens('sensitive_update', { details: { ...details, entry: 3 } }))).toEqual([
    ['audit-not-intact', undefined],
  ])
})

test('what has happened is past for what comes next, in its order', () => {
  const failed = after(happens('authn_login_fail', { count: 5 }), noPast)
  expect(raised(happens('session.started', home), failed)).toEqual([['sign-in-after-failures', 'olivia']])
  const cameIn = after(happens('session.started', home), noPast)
  expect(raised(happens('session.started', { ...home, device: 'curl' }), cameIn)).toEqual([
    ['sign-in-from-new-place', 'olivia'],
  ])
  expect(after(happens('authz_fail'), noPast).refusals).toBe(1)
  expect(after(happens('api-key.created'), noPast)).toEqual(noPast)
})

test('what is done with agents and knowledge is nobody’s security', () => {
  const notice = {
    what: 'agent.created',
    of: { organizationId: 'o' },
    actor: 'a',
    ip: undefined,
    requestId: 'r',
  } as const
  expect(eventOf(notice, new Date())).toBeUndefined()
})

test('addresses of one place are one network, written whichever way', () => {
  expect(networkOf('192.0.2.77')).toBe('192.0.2.0/24')
  expect(networkOf('::ffff:192.0.2.77')).toBe('192.0.2.0/24')
  expect(networkOf('2001:db8:1::1')).toBe('2001:db8:1::/48')
  expect(networkOf('2001:0DB8:0001:ffff:1:2:3:4')).toBe('2001:db8:1::/48')
  expect(networkOf('::1')).toBe('0:0:0::/48')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0::/48')
  for (const none of ['unknown', '', undefined, '999.1.1.1']) expect(networkOf(none)).toBeUndefined()
})

test('a new version of a browser is the same device', () => {
  const chrome = (version: number) =>
    `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`
  expect(deviceOf(chrome(140))).toBe('Chrome on Linux')
  expect(deviceOf(chrome(141))).toBe(deviceOf(chrome(140)))
  expect(
    deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1'),
  ).toBe('Safari on iPhone')
  expect(deviceOf('curl/8.5.0')).toBe('curl')
  expect(deviceOf('https://evil.example')).toBe('https')
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0) Edg/140.0')).toBe('Edge on Windows')
  expect(deviceOf(undefined)).toBeUndefined()
})
