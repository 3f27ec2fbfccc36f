/** The value below which `share` of the values lie; between two of them it is drawn straight. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

export const median = (values: readonly number[]) => percentile(values, 0.5)

/** By how much `y` grows per unit of `x`, by least squares. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length
  const together = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0)
  return together / points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
}
