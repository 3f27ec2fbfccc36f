import { setTimeout as sleep } from 'node:timers/promises'
import { Customer, type Shop } from './customer.ts'
import { type History, openHistory } from './history.ts'
import type { Random } from './random.ts'
import { Reader } from './reader.ts'

/**
 * So many customers who write and read until the shop closes, and one inbox that reads along with all of them.
 * Resolves when the last answer has been read; rejects with the first refusal that nobody expected.
 */
export const load = async (shop: Shop, customers: number, folder: string, random: Random): Promise<void> => {
  const histories: History[] = []
  const open = (who: string) => {
    const history = openHistory(folder, who)
    histories.push(history)
    return history
  }
  const visits = Array.from({ length: customers }, (_, index) => {
    const who = `customer-${index + 1}`
    return new Customer(shop, open(who), open(`${who}-tab`), random).visit()
  })
  try {
    await Promise.all([...visits, watchInbox(shop, new Reader(shop, open('inbox'), random))])
  } finally {
    for (const history of histories) history.close()
  }
}

const watchInbox = async (shop: Shop, reader: Reader) => {
  while (!shop.isClosing()) {
    for (const conversationId of [...shop.conversations].slice(-10)) await reader.readMessages(conversationId)
    await sleep(300)
  }
}
