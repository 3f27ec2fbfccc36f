/** How many letters must be changed, added, dropped or swapped with their neighbour; any number above `most` when more than that. */
export function edits(a: ArrayLike<number>, b: ArrayLike<number>, most: number): number {
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const rows = a.length - start - end
  const columns = b.length - start - end
  if (rows === 0 || columns === 0) return rows + columns
  if (Math.abs(rows - columns) > most) return most + 1
  return fill(a, b, start, rows, columns, most)
}

function fill(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  start: number,
  rows: number,
  columns: number,
  most: number,
): number {
  let twoAgo: number[] = []
  let before = Array.from({ length: columns + 1 }, (_, at) => at)
  for (let i = 1; i <= rows; i += 1) {
    const row = [i]
    let least = i
    for (let j = 1; j <= columns; j += 1) {
      const [x, y] = [a[start + i - 1], b[start + j - 1]]
      let cost = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (x === y ? 0 : 1))
      const swapped = i > 1 && j > 1 && x === b[start + j - 2] && a[start + i - 2] === y
      if (swapped) cost = Math.min(cost, (twoAgo[j - 2] ?? 0) + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return least
    twoAgo = before
    before = row
  }
  return before[columns] ?? 0
}
