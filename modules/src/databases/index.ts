export { checkQuery } from './check-query.ts'
export { routes } from './routes.ts'
export { runQuery } from './run-query.ts'
export { findConnection as findDatabaseConnection } from './store.ts'
