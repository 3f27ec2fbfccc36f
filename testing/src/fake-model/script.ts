/** What the fake model does with one call; written as `tokens=40 delay=20 fault=http-429 retry-after=1 times=2`. */
export type Script = {
  tokens: number
  tokenDelayMs: number
  fault: string | undefined
  /** Sent as `Retry-After` with http faults. */
  retryAfter: string | undefined
  /** Only so many equal calls meet the fault; later ones are answered. */
  times: number
  /** Said word for word instead of the usual text. */
  say: string | undefined
  /** So many thoughts come before what it says. */
  thoughts: number
  /** What it says and calls, message by message, until the plan is at its end. */
  plan: PlannedMessage[] | undefined
}

export type PlannedMessage = { say?: string; calls?: { name: string; arguments: unknown }[] }

export const plainScript: Script = {
  tokens: 20,
  tokenDelayMs: 0,
  fault: undefined,
  retryAfter: undefined,
  times: Number.POSITIVE_INFINITY,
  say: undefined,
  thoughts: 0,
  plan: undefined,
}

/** Reads a script's words on top of a base; `say=`, and `plan=` with its JSON, take the rest. Throws on a word it does not know. */
export function readScript(words: string, base: Script = plainScript): Script {
  const planned = /(?:^|\s)plan=(.*)$/s.exec(words)
  const said = planned ? null : /(?:^|\s)say=(.*)$/s.exec(words)
  const script: Script = {
    ...base,
    say: said ? said[1] : base.say,
    plan: planned?.[1] ? JSON.parse(planned[1]) : base.plan,
  }
  for (const word of words
    .slice(0, (planned ?? said)?.index)
    .split(/\s+/)
    .filter(Boolean)) {
    const [key, value = ''] = word.split('=')
    if (key === 'tokens') script.tokens = Number(value)
    else if (key === 'delay') script.tokenDelayMs = Number(value)
    else if (key === 'fault') script.fault = value
    else if (key === 'retry-after') script.retryAfter = value
    else if (key === 'thoughts') script.thoughts = Number(value)
    else if (key === 'times') script.times = Number(value)
    else throw new Error(`The fake model does not understand "${word}"`)
  }
  return script
}

/** The words between `{{` and `}}` in a customer's message; a plan, whose JSON may hold both, ends with the last. */
export const markerIn = (message: string): string | undefined =>
  (/\{\{((?:thoughts=\d+ )?plan=.+)\}\}/s.exec(message) ?? /\{\{(.+?)\}\}/s.exec(message))?.[1]
