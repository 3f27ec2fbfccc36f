import type { Guardrails } from '@frontdesk/contract/guardrails'
import { placesOf } from './patterns.ts'
import { replacePersonalData } from './personal-data.ts'

const placeholders = /\[[A-Z][A-Z_]{0,29}_\d{1,4}\]/g
const between = /(\[[A-Z][A-Z_]{0,29}_\d{1,4}\])/
const beginning = /\[(?:[A-Z][A-Z_]{0,29}\d{0,4})?$/

export type Mask = ReturnType<typeof createMask>

/**
 * Placeholders for personal data, the same for the same value as long as the mask lives. What is written with them is
 * put back for the customer and for tools; a placeholder that somebody else invented means nothing.
 */
export const createMask = ({ patterns }: Guardrails['maskPersonalData']) => {
  const names = new Map<string, string>()
  const values = new Map<string, string>()
  const counts = new Map<string, number>()

  const nameOf = (kind: string, value: string) => {
    const known = names.get(value)
    if (known) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const name = `[${kind}_${count}]`
    names.set(value, name)
    values.set(name, value)
    return name
  }

  const show = (text: string) =>
    values.size > 0 && text.includes('[') ? text.replace(placeholders, name => values.get(name) ?? name) : text

  const showWithin = (value: unknown): unknown => {
    if (typeof value === 'string') return show(value)
    if (Array.isArray(value)) return value.map(showWithin)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, showWithin(inner)]))
  }

  return {
    hide: (text: string): string => {
      let hidden = foreign(text)
      for (const { name, pattern } of patterns)
        hidden = aroundPlaceholders(hidden, part =>
          placesOf(pattern, part).reduce((left, place) => left.replaceAll(place, () => nameOf(name, place)), part),
        )
      return aroundPlaceholders(hidden, part => replacePersonalData(part, nameOf))
    },
    show,
    /** The same within JSON, whose strings have an alphabet of their own. What is no JSON stays as it is. */
    showJson: (written: string): string => {
      if (values.size === 0) return written
      try {
        return JSON.stringify(showWithin(JSON.parse(written)))
      } catch {
        return written
      }
    },
    /** The same for text that comes in pieces: only what may still become a placeholder is held back. */
    stream: () => {
      let held = ''
      return {
        push: (text: string): string => {
          held += text
          const from = beginning.exec(held)?.index ?? held.length
          const shown = show(held.slice(0, from))
          held = held.slice(from)
          return shown
        },
        end: (): string => {
          const rest = held
          held = ''
          return show(rest)
        },
      }
    },
    size: () => values.size,
  }
}

const aroundPlaceholders = (text: string, change: (part: string) => string) =>
  text
    .split(between)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('')

/** What reads like a placeholder and is none of this mask: it must not be taken for one. */
export const foreign = (text: string): string =>
  text.includes('[') ? text.replace(placeholders, name => `(${name.slice(1, -1)})`) : text
