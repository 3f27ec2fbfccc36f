import type { Guardrails } from '@frontdesk/contract/guardrails'
import { RE2JS } from 're2js'
import { Invalid } from '#errors'

const mostKept = 500
const compiled = new Map<string, RE2JS>()

// Patterns come from people outside: this engine takes time in proportion to the text, whatever the pattern.
const compile = (pattern: string): RE2JS => {
  const known = compiled.get(pattern)
  if (known) return known
  const made = RE2JS.compile(RE2JS.translateRegExp(pattern))
  if (compiled.size >= mostKept) compiled.clear()
  compiled.set(pattern, made)
  return made
}

/** Throws Invalid for a pattern that cannot be looked for, or that an empty text has. */
export const checkPatterns = ({ maskPersonalData: { patterns } }: Guardrails): void => {
  for (const [index, { pattern }] of patterns.entries()) {
    const fault = faultOf(pattern)
    if (fault)
      throw new Invalid(fault, [{ pointer: `/guardrails/maskPersonalData/patterns/${index}/pattern`, message: fault }])
  }
}

const faultOf = (pattern: string) => {
  try {
    return compile(pattern).matcher('').find()
      ? 'This pattern fits an empty text, so it would be everywhere.'
      : undefined
  } catch {
    return 'This is not a regular expression in RE2’s syntax, which has no look-ahead and no back-references.'
  }
}

/** Every place of the text that the pattern fits, in order. */
export const placesOf = (pattern: string, text: string): string[] => {
  const matcher = compile(pattern).matcher(text)
  const places: string[] = []
  while (matcher.find()) places.push(String(matcher.group()))
  return places.filter(place => place !== '')
}
