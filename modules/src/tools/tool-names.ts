const longest = 64

const allowed = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9_-]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, longest) || 'tool'

/** Names that every model takes, one for each tool, in order: `Look up order` becomes `Look_up_order`. */
export const namesForModel = <Named extends { name: string }>(tools: readonly Named[]): Map<string, Named> => {
  const named = new Map<string, Named>()
  for (const tool of tools) {
    const base = allowed(tool.name)
    let name = base
    for (let number = 2; named.has(name); number++) name = `${base.slice(0, longest - 4)}_${number}`
    named.set(name, tool)
  }
  return named
}
