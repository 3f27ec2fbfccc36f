import { hash, verify } from '@node-rs/argon2'

// OWASP's second row for argon2id, some 15 ms here. Each hash takes 19 MiB and a core, so few run at once.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const mostAtOnce = 2

let running = 0
const waiting: (() => void)[] = []

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= mostAtOnce) await new Promise<void>(go => waiting.push(go))
  else running += 1
  try {
    return await work()
  } finally {
    // The place is handed over, so nobody who comes in between can take it.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))

export const isPassword = (kept: string, password: string): Promise<boolean> => inTurn(() => verify(kept, password))
