import type { Ctx } from '#context'
import { BudgetReached, countersOf, type Taken } from './budget.ts'
import { hold, type Spender, settle } from './counter-store.ts'

/**
 * Takes from the budgets what a call of a model may take; `takenBefore` is what its turn took already. Gives back how to
 * say what it took in the end, which never throws. Throws BudgetReached where nothing is left: then it is not to be made.
 */
export const reserve = async (ctx: Ctx, spender: Spender, expected: Taken, takenBefore: Taken) => {
  const { turn } = spender.budgets
  if ((turn.tokens ?? Infinity) <= takenBefore.tokens || (turn.cost ?? Infinity) <= takenBefore.cost)
    throw new BudgetReached('turn')
  const at = ctx.now()
  if (countersOf(spender.budgets, { ...spender, at }).length === 0) return async () => {}
  const full = await hold(ctx, spender, expected, at)
  if (full) throw new BudgetReached(full)
  return (taken: Taken): Promise<void> =>
    settle(ctx, spender, taken, at).catch((error: unknown) => {
      // What was answered is not thrown away for it; what is held is let go in time.
      ctx.platform.log.error('What a model took could not be counted', { error, turnId: spender.turnId })
    })
}
