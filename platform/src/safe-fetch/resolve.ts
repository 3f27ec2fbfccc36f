import { lookup, Resolver } from 'node:dns/promises'

/** All addresses of a name; none when nobody knows it. */
export type Resolve = (name: string) => Promise<string[]>

/**
 * Asks the name servers directly. The system's own look-up waits on threads that files need too: four slow names, which
 * anybody can set up, would stop the whole server.
 */
export const resolveName: Resolve = async name => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  return answers.flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []))
}

/** For the few names that the operator listed, which may stand in this machine's own files alone. */
export const resolveHere: Resolve = async name => (await lookup(name, { all: true })).map(({ address }) => address)
