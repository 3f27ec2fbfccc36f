/** What stands in a header's place where the tool is shown; sent back, it means the value that is kept. */
export const hidden = '•••'

export type Headers = Record<string, string>

export const hiddenOf = (headers: Headers): Record<string, typeof hidden> =>
  Object.fromEntries(Object.keys(headers).map(name => [name, hidden]))

/** The values to keep from now on; what was sent as hidden stays as it was. */
export const mergedHeaders = (given: Headers, kept: Headers): Headers =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      if (value !== hidden) return [[name, value]]
      return kept[name] === undefined ? [] : [[name, kept[name]]]
    }),
  )
