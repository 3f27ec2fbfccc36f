/** A name, and what there is to say under it. */
export type Fact = [name: string, fact: string]

export const optional = (name: string, fact: string | null): Fact[] => (fact === null ? [] : [[name, fact]])

/** Whatever was kept beside an event, under the names that it was kept by: `newNetwork` is told as "New network". */
export const factsOf = (details: Record<string, unknown>): Fact[] =>
  Object.entries(details).flatMap(([name, value]): Fact[] =>
    value === undefined || value === null ? [] : [[asWords(name), wordsOf(value)]],
  )

const asWords = (name: string) => {
  const words = name.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const wordsOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
