import { customerIdOf } from '#identity'

/** What a conversation knows of its customer, for whoever looks for them: their id, and what attributes say. */
export const customerOf = (createdBy: string, attributes: Record<string, unknown>): string[] => {
  const id = customerIdOf(createdBy)
  return [
    ...(id === createdBy ? [] : [id]),
    ...Object.entries(attributes).map(([name, value]) => `${name}: ${String(value)}`),
  ]
}
