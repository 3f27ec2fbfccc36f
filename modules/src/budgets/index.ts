export { BudgetReached, expectedOf } from './budget.ts'
export { reserve } from './reserve.ts'
export { routes } from './routes.ts'
export { trimBudgets } from './trim-store.ts'
