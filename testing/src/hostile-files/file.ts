/** A file that means no good, or is none of what its name says; made when it is asked for, since some are large. */
export type HostileFile = { what: string; name: string; content: () => Uint8Array }

const mebibyte = 1024 * 1024

export const zeros = (mebibytes: number) => new Uint8Array(mebibytes * mebibyte)

export const text = (words: string) => Buffer.from(words)

export const filesOf = (kind: string, ending: string, contents: Record<string, () => Uint8Array>): HostileFile[] =>
  Object.entries(contents).map(([what, content]) => ({ what: `${kind}: ${what}`, name: `file.${ending}`, content }))

/** XML or HTML whose entities would become a billion words. */
export const billionLaughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>`
