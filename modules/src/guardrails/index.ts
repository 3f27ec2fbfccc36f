export { createMask, foreign, type Mask } from './mask.ts'
export { checkPatterns } from './patterns.ts'
export { saysOneOf } from './phrases.ts'
export { bySentence } from './sentences.ts'
