import ipaddr from 'ipaddr.js'

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
const translated = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
// Azure answers its machines here, with their secrets; by its number it is as public as any other.
const azure = '168.63.129.16'

/** Whether an address, as resolvers and URLs write them, belongs to one machine of the public internet. */
export const isPublic = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  return parsed instanceof ipaddr.IPv6 ? isPublicV6(parsed) : isPublicV4(parsed)
}

const isPublicV4 = (address: ipaddr.IPv4) => address.range() === 'unicast' && address.toString() !== azure

/**
 * What holds an IPv4 address counts as that address where its host is reached by it: mapped, or through the one prefix
 * of NAT64 that all share. Of the rest only the part that is given out counts; there "unicast" still hides tunnels.
 */
const isPublicV6 = (address: ipaddr.IPv6): boolean => {
  if (address.isIPv4MappedAddress()) return isPublicV4(address.toIPv4Address())
  if (address.match(translated)) return isPublicV4(new ipaddr.IPv4(address.toByteArray().slice(12)))
  return address.range() === 'unicast' && address.match(globalUnicast)
}
