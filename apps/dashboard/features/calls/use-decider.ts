import { useEveryone } from '../people/people.ts'

/** Whoever decided, by name where it can be told. */
export const useDecider = (decidedBy: string | null): string => {
  const everyone = useEveryone().value ?? []
  if (decidedBy === null) return 'Nobody'
  if (decidedBy.startsWith('key:')) return 'An API key'
  return everyone.find(({ userId }) => userId === decidedBy)?.name ?? 'Somebody who has left'
}
