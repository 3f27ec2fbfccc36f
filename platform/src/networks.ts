import { BlockList, isIP } from 'node:net'

/** Whether an address lies in one of these networks: `203.0.113.0/24`, `2001:db8::/32`, or a single address. */
export const createNetworks = (networks: readonly string[]): ((address: string) => boolean) => {
  const list = new BlockList()
  for (const network of networks) {
    const [base = '', length] = network.split('/')
    const family = familyOf(base)
    if (length === undefined) list.addAddress(base, family)
    else list.addSubnet(base, Number(length), family)
  }
  return address => {
    const plain = withoutMapping(address)
    return isIP(plain) !== 0 && list.check(plain, familyOf(plain))
  }
}

/** An IPv4 address that a socket for both families shows as `::ffff:192.0.2.1`. */
export const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
