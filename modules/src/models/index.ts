export { languageModel } from './language-model.ts'
export { costOf, priceOf } from './price.ts'
export { routes } from './routes.ts'
export { findConnection } from './store.ts'
