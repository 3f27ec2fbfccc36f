/** A schema as it was written: any JSON object. */
export type JsonSchema = Record<string, unknown>

const deepest = 64

/**
 * How many schemas a value may have to be held against, references followed: alternatives of alternatives double with each level,
 * and thirty short lines would take for ever. Infinity for what is nested too deeply.
 */
export const weightOf = (schema: JsonSchema): number => {
  const known = new Map<string, number>()
  const ofReference = (reference: string, depth: number): number => {
    const before = known.get(reference)
    if (before !== undefined) return before
    // Whoever comes back here follows the value, which has an end.
    known.set(reference, 1)
    const weight = of(found(schema, reference), depth)
    known.set(reference, weight)
    return weight
  }
  const of = (value: unknown, depth: number): number => {
    if (depth > deepest) return Number.POSITIVE_INFINITY
    if (typeof value !== 'object' || value === null) return 0
    return Object.entries(value).reduce(
      (sum, [key, part]) =>
        sum + (key === '$ref' && typeof part === 'string' ? ofReference(part, depth + 1) : of(part, depth + 1)),
      1,
    )
  }
  return of(schema, 0)
}

const found = (schema: unknown, reference: string): unknown => {
  if (!reference.startsWith('#')) return undefined
  let place = schema
  for (const part of reference.slice(1).split('/').filter(Boolean)) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    place = typeof place === 'object' && place !== null ? (place as JsonSchema)[name] : undefined
  }
  return place
}
