export {
  appendAgentMessage,
  appendCustomerMessage,
  lockConversation,
  openConversation,
  selectHistory,
  titleOf,
} from './append-store.ts'
export { assignConversation } from './assign.ts'
export { lockAssignment, lockMember, take } from './assignment-store.ts'
export { attachFile } from './attach-file.ts'
export { pageToKeep } from './customers-page.ts'
export { keepDispatching, wakeDispatcher } from './dispatch-events.ts'
export { attachToMessage, fileKey, findOwnFiles } from './file-store.ts'
export {
  appendPersonMessage,
  changeHandler,
  findByClientId,
  findHandler,
  queueByTurn,
  selectLastWords,
} from './handler-store.ts'
export { findImported, importConversation } from './import-store.ts'
export { keepWordsRead } from './keep-words.ts'
export { selectConversations } from './list-store.ts'
export { listenToEvents } from './listen-to-events.ts'
export { trimOutbox } from './outbox-store.ts'
export { keepPage } from './page-store.ts'
export { insertParticipant } from './participant-store.ts'
export { readFile } from './read-file.ts'
export { routes } from './routes.ts'
export { findSame } from './same-store.ts'
export { withinScope } from './scope-store.ts'
export {
  changeConversation,
  findConversation,
  findTurnOfClientMessage,
  readChanged,
  selectMessages,
} from './store.ts'
export { trimFiles } from './trim-files.ts'
export { watchSight } from './watch-sight.ts'
