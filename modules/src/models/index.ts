export { languageModel } from './language-model.ts'
export { routes } from './routes.ts'
export { findConnection } from './store.ts'
