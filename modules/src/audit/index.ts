export { audited, record } from './record.ts'
export { recording } from './record-store.ts'
export { routes } from './routes.ts'
export { keepSealing } from './seal-heads.ts'
