import { ApiError, createClient } from '@frontdesk/contract/client'
import type { ErrorCode, Problem } from '@frontdesk/contract/errors'
import { confirmFirst } from './confirmation.ts'
import { refresh } from './query.ts'

/** The dashboard has no other door to the server than the one that API keys use. */
export const api = createClient({
  fetch: async (address, init) => {
    const response = await fetch(address, init)
    if (await asksToConfirm(response)) return (await confirmFirst(!bringsCode(init))) ? fetch(address, init) : response
    // The session has ended, or wants a second factor now: asking who is here leads to the door.
    if ([401, 403].includes(response.status) && !String(address).endsWith('/session')) void refresh('me')
    return response
  },
})

const asksToConfirm = async (response: Response): Promise<boolean> => {
  if (response.status !== 403) return false
  const problem = (await response.clone().json()) as Problem
  return problem.code === ('confirmation-required' satisfies ErrorCode)
}

/** A code counts once: the one that the call needs must not be used up by confirming. */
const bringsCode = (init: RequestInit | undefined) => typeof init?.body === 'string' && init.body.includes('"code":')

/** What this browser, or the person before it, did not do; its message is a sentence for them. */
export class BrowserRefusal extends Error {}

/** One sentence for a person, whatever was thrown. */
export const problemSentence = (thrown: unknown): string => {
  if (thrown instanceof BrowserRefusal) return thrown.message
  if (!(thrown instanceof ApiError)) return 'Something went wrong in this browser. Reload the page and try again.'
  const { detail, title, errors = [] } = thrown.problem
  const fields = errors.map(({ message }) => message).join(' ')
  return detail || fields || title
}

/** What the server said about single fields: `/email` → a sentence. */
export const fieldProblems = (thrown: unknown): Record<string, string> =>
  thrown instanceof ApiError
    ? Object.fromEntries(
        (thrown.problem.errors ?? []).map(({ pointer, message }) => [pointer.replace(/^.*\//, ''), message]),
      )
    : {}

/** What the server said about a field, or about anything inside it, by its pointer. */
export const problemAt = (thrown: unknown, pointer: string): string | undefined =>
  thrown instanceof ApiError
    ? thrown.problem.errors?.find(each => `${each.pointer}/`.startsWith(`${pointer}/`))?.message
    : undefined

export const hasCode = (thrown: unknown, code: ErrorCode) => thrown instanceof ApiError && thrown.problem.code === code

export const hasStatus = (thrown: unknown, status: number) => thrown instanceof ApiError && thrown.status === status
