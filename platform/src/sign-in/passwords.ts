import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'

// OWASP's second row for argon2id, some 15 ms here. Each hash takes 19 MiB and a core, so few run at once.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const inTurn = pLimit(2)

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))

export const isPassword = (kept: string, password: string): Promise<boolean> => inTurn(() => verify(kept, password))
