import { Invalid } from '#errors'

/** What a parsed query may be made of. What is in neither list is refused, whatever a newer parser calls it. */
export type AllowedParts = {
  /** Names of nodes, which begin with a capital. */
  nodes: ReadonlySet<string>
  /** Names of what nodes hold; one that is empty or not there is as good as listed. */
  fields: ReadonlySet<string>
  /** Held without being looked into: places in the text, names of types that only the system has. */
  unseen: RegExp
}

/** Goes through a whole parsed query and shows each node to `look`. Throws Invalid for a part that is not allowed. */
export const walkTree = (
  tree: unknown,
  parts: AllowedParts,
  look: (node: string, held: Record<string, unknown>) => void,
): void => {
  if (Array.isArray(tree)) for (const each of tree) walkTree(each, parts, look)
  else if (isObject(tree))
    for (const [name, held] of Object.entries(tree)) {
      if (isEmpty(held) || parts.unseen.test(name)) continue
      const isNode = /^[A-Z]/.test(name)
      if (!(isNode ? parts.nodes : parts.fields).has(name))
        throw refusedQuery(`It uses “${name}”, which no query of a tool may.`)
      if (isNode) look(name, isObject(held) ? held : { held })
      walkTree(held, parts, look)
    }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (held: unknown) =>
  held === undefined || held === null || held === false || held === 'None' || (Array.isArray(held) && held.length === 0)

export const refusedQuery = (message: string): Invalid => new Invalid(message, [{ pointer: '/query', message }])

export const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))
