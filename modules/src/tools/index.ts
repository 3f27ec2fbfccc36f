export { type Call, resultForModel } from './call.ts'
export {
  callOf,
  decideCall,
  planCalls,
  refusePlanned,
  selectCalls,
  selectCallsBefore,
  selectCallsOf,
} from './call-store.ts'
export { keepHearing } from './heard-store.ts'
export { withoutBound } from './parameter-schema.ts'
export { planOf } from './plan-calls.ts'
export { routes } from './routes.ts'
export { LostLease, runCalls } from './run-calls.ts'
export { callablesOf, definitionsOf, replaceAgentTools } from './store.ts'
export { isSuspicious } from './taint.ts'
export type { BuiltIn, CallScope, OfferedTool, Outcome } from './tool.ts'
export { namesForModel } from './tool-names.ts'
