export { routes } from './routes.ts'
export { findAgent, insertAgent } from './store.ts'
