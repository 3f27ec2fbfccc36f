/** One message of a past conversation; `[1]` in the text is the first of `cites`, which are external ids of articles. */
export type DemoMessage = { from: 'customer' | 'agent'; minutesAgo: number; text: string; cites: string[] }

export type DemoConversation = {
  customer: { name: string; email: string }
  status: 'open' | 'resolved'
  messages: DemoMessage[]
}

export const asks = (minutesAgo: number, text: string): DemoMessage => ({
  from: 'customer',
  minutesAgo,
  text,
  cites: [],
})

export const answers = (minutesAgo: number, text: string, ...cites: string[]): DemoMessage => ({
  from: 'agent',
  minutesAgo,
  text,
  cites,
})
