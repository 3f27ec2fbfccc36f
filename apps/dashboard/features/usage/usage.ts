import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listModelPrices, readBudgets, readUsage } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

/** From the first of this month, in UTC, until today. */
const loadUsage = async () => {
  const to = new Date().toISOString().slice(0, 10)
  const { items } = await api.call(readUsage, { query: { from: `${to.slice(0, 8)}01`, to } })
  return items.reverse()
}
const loadPrices = () => readAll(cursor => api.call(listModelPrices, { query: { limit: 100, cursor } }))
const loadBudgets = () => api.call(readBudgets)

const useRead = <T>(key: string, load: () => Promise<T>) =>
  useQuery(useWhyNot('agents.read') === undefined ? key : null, load)

/** What answers took this month, the newest day first. */
export const useUsage = () => useRead('usage', loadUsage)

/** What models cost, the newest price first. */
export const usePrices = () => useRead('model-prices', loadPrices)

/** What answers may take at most. */
export const useBudgets = () => useRead('budgets', loadBudgets)
