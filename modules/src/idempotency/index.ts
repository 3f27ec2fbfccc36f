export { rememberAnswer } from './remember-answer.ts'
export { trimKeys } from './trim-store.ts'
