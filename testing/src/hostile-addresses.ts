const here = ['127.0.0.1', '127.0.0.2', '127.255.255.254', '0.0.0.0']
const nearby = ['10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254']

const strange = [
  ...['0.1.2.3', '100.64.0.1', '100.100.100.200', '168.63.129.16', '172.31.255.254', '192.0.0.1', '192.0.0.192'],
  ...['192.0.2.1', '192.88.99.1', '198.18.0.1', '198.19.255.254', '198.51.100.1', '203.0.113.1', '224.0.0.1'],
  ...['239.255.255.250', '240.0.0.1', '255.255.255.255', '[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[::0001]'],
  ...['[fe80::1]', '[fe80::1%25lo]', '[febf::1]', '[fec0::1]', '[fc00::1]', '[fd00::1]', '[fd00:ec2::254]'],
  ...['[ff02::1]', '[100::1]', '[100:0:0:1::1]', '[2001::1]', '[2001:2::1]', '[2001:db8::1]', '[2001:20::1]'],
  ...['[3fff::1]', '[5f00::1]', '[4000::1]', '[64:ff9b:1::1]', '[2002::1]'],
]

type Bytes = [number, number, number, number]

/** One address in the spellings that some parser somewhere takes for it. */
const spellings = (address: string): string[] => {
  const [a, b, c, d] = address.split('.').map(Number) as Bytes
  const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
  const hex = (value: number) => value.toString(16)
  const pair = (high: number, low: number) => hex((high << 8) | low)
  const each = (write: (byte: number) => string, dot = '.') => [a, b, c, d].map(write).join(dot)
  return [
    address,
    `${address}.`,
    String(number),
    `0x${hex(number)}`,
    `0${number.toString(8)}`,
    each(byte => `0x${hex(byte)}`),
    each(byte => `0${byte.toString(8)}`),
    each(byte => `0000${byte.toString(8)}`),
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}.${b}.${(c << 8) | d}`,
    `0x${hex(a)}.0${b.toString(8)}.${(c << 8) | d}`,
    each(String, '。'),
    each(byte => String(byte).replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit)))),
    each(byte => String(byte).replace(/\d/g, digit => `%3${digit}`), '%2e'),
    `[::ffff:${address}]`,
    `[0:0:0:0:0:ffff:${pair(a, b)}:${pair(c, d)}]`,
    `[::${address}]`,
    `[::ffff:0:${address}]`,
    `[64:ff9b::${address}]`,
    `[2002:${pair(a, b)}:${pair(c, d)}::]`,
  ]
}

const names = ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'ⓛocalhost', 'loc\u00adalhost', 'lo%63alhost']

/** Names of `resolveHostile`, each of which leads to where nobody may go, alone or among public ones. */
const led: Record<string, string[]> = {
  'private.example': ['127.0.0.1'],
  'six.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'compatible.example': ['::127.0.0.1'],
  'translated.example': ['64:ff9b::7f00:1'],
  'unspecified.example': ['0.0.0.0'],
  'zone.example': ['fe80::1%lo'],
  'metadata.example': ['169.254.169.254'],
  'azure.example': ['168.63.129.16'],
  'both.example': ['3000::1', '127.0.0.1'],
  'other-way.example': ['127.0.0.1', '3000::1'],
  'families.example': ['3000::1', '::1'],
  'many.example': ['3000::1', '3000::2', '3000::3', '10.0.0.1'],
  '127.0.0.1.nip.example': ['127.0.0.1'],
  'no-address.example': ['localhost'],
  'octal.example': ['0177.0.0.1'],
}

/** Name servers as an attacker runs them; whoever is not known there does not exist. */
export const resolveHostile = async (name: string): Promise<string[]> =>
  name === 'localhost' || name.endsWith('.localhost') ? ['127.0.0.1'] : (led[name] ?? [])

const around = (at: string, port: number) => [
  `HTTP://${at}/`,
  `http:${at}/`,
  `http:/${at}/`,
  `http:///${at}/`,
  `http:\\\\${at}\\`,
  ` http://${at}/ `,
  `ht\ntp://${at}/`,
  `http://\t${at}/`,
  `http://${at}#@public.example/`,
  `http://${at}?@public.example/`,
  `http://${at}\\@public.example/`,
  `http://public.example@${at}/`,
  `http://public.example:80@${at}/`,
  `http://user:secret@${at}/`,
  `http://@${at}/`,
  `https://${at}/`,
  `//${at}/`,
  at,
  ...['ftp', 'file', 'gopher', 'dict', 'ws', 'wss', 'ldap', 'jar:http', 'view-source:http', 'blob:http'].map(
    scheme => `${scheme}://${at}/`,
  ),
  `data:text/html,<script src="http://${at}/"></script>`,
  `javascript:fetch("http://${at}/")`,
  `http://127.0.0.1:0${port}/`,
  `http://[::1]:${port}/latest/meta-data/`,
]

/**
 * More than 150 ways to write where nobody may go, all with the port on which a canary listens: this machine, its
 * neighbours, and what is no single machine of the internet.
 */
export const hostileAddresses = (port: number) => ({
  here: [
    ...here.flatMap(spellings).map(host => `http://${host}:${port}/`),
    ...[...names, ...Object.keys(led)].map(host => `http://${host}:${port}/`),
    ...around(`127.0.0.1:${port}`, port),
  ],
  elsewhere: [...nearby.flatMap(spellings), ...strange].map(host => `http://${host}:${port}/`),
})
