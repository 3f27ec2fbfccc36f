import { createHash } from 'node:crypto'
import type { McpOffer } from '@frontdesk/contract/mcp-servers'

/** What a model is told of a tool, and so what a person has to have agreed to. */
export type Told = Pick<McpOffer, 'description' | 'parameters'>
export type Offer = Omit<McpOffer, 'toolIds' | 'problem'>

/** The same for the same words and schema, in whatever order a server writes its keys. */
export const hashOf = ({ description, parameters }: Told): string =>
  createHash('sha256')
    .update(JSON.stringify([description, ordered(parameters)]))
    .digest('base64url')

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map(key => [key, ordered(value[key])]),
  )
}

/** Whatever is deeper is not worth following, and following it would end the process's stack. */
export const isTooDeep = (value: unknown, levels = 64): boolean => {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(part => isTooDeep(part, levels - 1))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const mostDifferences = 100

/** What has changed, in words, each with its place. */
export const differencesBetween = (before: Told, after: Told): string[] => {
  const found = [
    ...between('/description', before.description, after.description),
    ...between('', before.parameters, after.parameters),
  ]
  const more = found.length - mostDifferences
  return more > 0 ? [...found.slice(0, mostDifferences), `and ${more} more`] : found
}

const between = (place: string, before: unknown, after: unknown): string[] => {
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(key =>
      between(`${place}/${key}`, before[key], after[key]),
    )
  const [was, is] = [before, after].map(value => JSON.stringify(ordered(value)))
  if (was === is) return []
  if (before === undefined) return [`${place}: new: ${brief(is)}`]
  if (after === undefined) return [`${place}: gone: ${brief(was)}`]
  return [`${place}: ${brief(was)} → ${brief(is)}`]
}

const brief = (text = '') => (text.length > 400 ? `${text.slice(0, 400)}…` : text)
