export const readableCount = (count: number) => count.toLocaleString('en')

/** Money in whatever currency the prices are in; an answer costs less than the smallest coin. */
export const readableCost = (cost: number | null) =>
  cost === null ? '–' : cost.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })
