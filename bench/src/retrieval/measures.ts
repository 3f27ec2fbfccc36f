/** Share of the ideal gain in the first ten, where a relevant document counts less the lower it stands. */
export function ndcgAt10(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  const discount = (rank: number) => 1 / Math.log2(rank + 2)
  let gained = 0
  let ideal = 0
  for (const [rank, id] of ranked.slice(0, 10).entries()) if (relevant.has(id)) gained += discount(rank)
  for (let rank = 0; rank < Math.min(10, relevant.size); rank += 1) ideal += discount(rank)
  return ideal === 0 ? 0 : gained / ideal
}

export function reciprocalRank(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  const rank = ranked.findIndex(id => relevant.has(id))
  return rank < 0 ? 0 : 1 / (rank + 1)
}

/** How probable it is that a positive scores above a negative; a tie is half a win. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number {
  let wins = 0
  for (const positive of positives)
    for (const negative of negatives) wins += positive > negative ? 1 : positive === negative ? 0.5 : 0
  return wins / Math.max(1, positives.length * negatives.length)
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
