export {
  appendAgentMessage,
  appendCustomerMessage,
  lockConversation,
  openConversation,
  selectHistory,
} from './append-store.ts'
export { keepDispatching, listenToEvents, wakeDispatcher } from './dispatch-events.ts'
export { importConversation } from './import-store.ts'
export { trimOutbox } from './outbox-store.ts'
export { routes } from './routes.ts'
export { findConversation, findTurnOfClientMessage } from './store.ts'
