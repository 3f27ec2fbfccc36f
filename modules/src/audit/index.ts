export { audited, record, recording } from './record.ts'
export { routes } from './routes.ts'
export { keepSealing, sealHeads } from './seal-heads.ts'
