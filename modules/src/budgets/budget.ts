import type { Budgets } from '@frontdesk/contract/budgets'

export type Scope = keyof Budgets
export type Taken = { tokens: number; cost: number }

const names: Record<Scope, string> = {
  turn: 'one answer',
  conversation: 'this conversation',
  customerDay: 'this customer and day',
  month: 'this month',
}

/** A budget has nothing left for another call of a model. */
export class BudgetReached extends Error {
  constructor(scope: Scope) {
    super(`The budget of ${names[scope]} is used up.`)
  }
}

export const isLimited = (budgets: Budgets, scope: Scope): boolean =>
  budgets[scope].tokens !== null || budgets[scope].cost !== null

export const hasLimits = (budgets: Budgets): boolean => scopesOf(budgets).some(scope => isLimited(budgets, scope))

export const scopesOf = (budgets: Budgets) => Object.keys(budgets) as Scope[]

/** What a turn is counted under, within those limits that other turns share; always in the same order. */
export const countersOf = (
  budgets: Budgets,
  { conversationId, customerId, at }: { conversationId: string; customerId: string; at: Date },
): { scope: Exclude<Scope, 'turn'>; counter: string }[] => {
  const day = at.toISOString().slice(0, 10)
  const counters = [
    { scope: 'conversation', counter: `conversation ${conversationId}` },
    { scope: 'customerDay', counter: `customerDay ${day} ${customerId}` },
    { scope: 'month', counter: `month ${day.slice(0, 7)}` },
  ] as const
  return counters.filter(({ scope }) => isLimited(budgets, scope))
}

// An answer of a support desk is seldom longer.
const expectedOutputTokens = 1_000

/** What a call of a model may take, before it is made. */
export const expectedOf = (inputTokens: number) => ({ inputTokens, outputTokens: expectedOutputTokens })
