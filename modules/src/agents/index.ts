export { lockAgent, pointLive, versionForCustomer } from './live-store.ts'
export { routes } from './routes.ts'
export { changeAgent, findAgent, insertAgent, mustBeVersion } from './store.ts'
