type Node = { type: string; value?: string; children?: Node[] | undefined; data?: { hName: string } }

const mark = /\[(\d{1,3})\]/

/** A remark plugin: every `[2]` in running text becomes a `cite` element; code is left alone. */
export const citationMarks = () => (tree: unknown) => visit(tree as Node)

const visit = (node: Node) => {
  node.children = node.children?.flatMap(child => {
    if (child.type === 'text' && child.value !== undefined) return split(child.value)
    visit(child)
    return [child]
  })
}

// Splitting by a pattern with one group puts the numbers at the odd places.
const split = (text: string): Node[] =>
  text
    .split(mark)
    .map((piece, place) =>
      place % 2 === 0
        ? { type: 'text', value: piece }
        : { type: 'citation', data: { hName: 'cite' }, children: [{ type: 'text', value: piece }] },
    )
    .filter(({ value }) => value !== '')
