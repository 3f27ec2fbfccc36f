import { isIPv4, isIPv6 } from 'node:net'
import { withoutMapping } from '@frontdesk/platform/networks'

/** What addresses of one place have in common: an IPv4 /24, an IPv6 /48. Undefined for what is no address. */
export const networkOf = (ip: string | undefined): string | undefined => {
  const plain = withoutMapping(ip ?? '')
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 3).join(':')}::/48` : undefined
}

/** The first four groups; what `::` leaves out is zeros, and a zone names no network. */
const groupsOf = (ip: string): string[] => {
  const [head = '', tail] = (ip.split('%')[0] ?? '').split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  return [...before, ...Array<string>(missing).fill('0'), ...after].map(group =>
    Number.parseInt(group, 16).toString(16),
  )
}

// The first that fits counts: each browser also claims to be those below it.
const browsers: [name: string, mark: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
]
const systems: [name: string, mark: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
]

/** Browser and system without their versions, which change each month; programs by the name they give themselves. */
export const deviceOf = (userAgent: string | undefined): string | undefined => {
  if (!userAgent) return undefined
  const named = (kinds: typeof browsers) => kinds.find(([, mark]) => mark.test(userAgent))?.[0]
  const browser = named(browsers)
  if (browser) return `${browser} on ${named(systems) ?? 'another system'}`
  return /^[A-Za-z][A-Za-z0-9_-]{0,39}/.exec(userAgent)?.[0] ?? 'something unknown'
}
