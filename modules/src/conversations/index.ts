export {
  appendAgentMessage,
  appendCustomerMessage,
  lockConversation,
  openConversation,
  selectHistory,
} from './append-store.ts'
export { keepDispatching, wakeDispatcher } from './dispatch-events.ts'
export { importConversation } from './import-store.ts'
export { listenToEvents } from './listen-to-events.ts'
export { trimOutbox } from './outbox-store.ts'
export { insertParticipant } from './participant-store.ts'
export { routes } from './routes.ts'
export { withinScope } from './scope-store.ts'
export { findConversation, findTurnOfClientMessage } from './store.ts'
export { watchSight } from './watch-sight.ts'
