/** JSON as a person reads it. */
export const prettyJson = (value: unknown) => JSON.stringify(value, undefined, 2) ?? 'null'

/** What is wrong with a text that shall be JSON; undefined when nothing is. */
export const jsonProblem = (text: string): string | undefined => {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return `This is not JSON yet: ${error instanceof Error ? error.message : 'it ends too early'}.`
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
