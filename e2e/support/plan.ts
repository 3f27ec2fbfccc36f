type Message = { say?: string; calls?: { name: string; arguments: unknown }[] }

/** A customer's words with what the fake model shall say and call for them, message by message. */
export const planned = (words: string, ...messages: Message[]) => `${words} {{plan=${JSON.stringify(messages)}}}`
