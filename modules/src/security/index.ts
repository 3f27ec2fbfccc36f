export { routes } from './routes.ts'
export { trimSecurity } from './trim-store.ts'
export { keepWatching } from './watch.ts'
