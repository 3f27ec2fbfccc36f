import type { NewModelPrice } from '@frontdesk/contract/model-prices'

/** The price of a model: that of its whole name, else of the longest beginning; undefined where nobody said one. */
export const priceOf = (prices: readonly NewModelPrice[], model: string): NewModelPrice | undefined =>
  prices.find(price => price.model === model) ??
  prices
    .filter(price => price.model.endsWith('*') && model.startsWith(price.model.slice(0, -1)))
    .toSorted((one, other) => other.model.length - one.model.length)[0]

export const costOf = ({ inputPerMillion, outputPerMillion }: NewModelPrice, input: number, output: number): number =>
  (input * inputPerMillion + output * outputPerMillion) / 1_000_000
