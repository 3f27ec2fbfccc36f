export { openSecret } from './open-secret.ts'
export { type Rotation, rotateDataKeys } from './rotate-data-keys.ts'
export { sealSecret } from './seal-secret.ts'
