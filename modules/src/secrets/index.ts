export { openSecret } from './open-secret.ts'
export { sealSecret } from './seal-secret.ts'
