/** What was measured, against what it must and may hope to be. */
export type Figure = {
  name: string
  value: number
  unit: string
  /** Absent: told for context, with no limit to keep. */
  must?: number
  aim?: number
  /** Whether more is better; otherwise less. */
  moreIsBetter?: boolean
  /** Absolute figures of the same run. */
  detail: string
}

export type Verdict = 'aim' | 'must' | 'missed' | ''

export function verdictOf({ value, must, aim, moreIsBetter = false }: Figure): Verdict {
  const keeps = (limit: number) => (moreIsBetter ? value >= limit : value <= limit)
  if (aim !== undefined && keeps(aim)) return 'aim'
  if (must === undefined) return ''
  return keeps(must) ? 'must' : 'missed'
}

/** Enough digits to compare by, and no more. */
export const digits = (value: number) => {
  if (Number.isNaN(value)) return '–'
  if (Math.abs(value) >= 100) return String(Math.round(value))
  return String(Number(value.toPrecision(3)))
}
