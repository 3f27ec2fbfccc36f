export type PersonalKind = 'EMAIL' | 'IBAN' | 'CARD' | 'PHONE'

const email = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu
const account = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![\p{L}\p{N}])/giu
const card = /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu
const phones =
  /(?<![\p{L}\p{N}+.,])(?:(?:\+|00)\d[\d ()/.-]{6,18}\d|\(?0\d[\d ()/-]{5,14}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\p{L}\p{N}])/gu
const date = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/

/** Puts what `name` says in the place of every piece of personal data that can be told by its form or its checksum. */
export const replacePersonalData = (text: string, name: (kind: PersonalKind, value: string) => string): string =>
  /[@\d]/.test(text)
    ? text
        .replace(email, value => name('EMAIL', value))
        .replace(account, found => {
          const value = accountIn(found)
          return value === undefined ? found : name('IBAN', value) + found.slice(value.length)
        })
        .replace(card, value => (isCard(value) ? name('CARD', value) : value))
        .replace(phones, value => (date.test(value) ? value : name('PHONE', value)))
    : text

/** The word behind an account's number may look like a part of it. */
const accountIn = (found: string): string | undefined => {
  const parts = found.split(' ')
  for (let count = parts.length; count > 0; count--) {
    const value = parts.slice(0, count).join(' ')
    if (isAccount(value.replaceAll(' ', '').toUpperCase())) return value
  }
  return undefined
}

const isAccount = (value: string) => {
  if (value.length < 15 || value.length > 34) return false
  const digits = [...value.slice(4), ...value.slice(0, 4)].map(each => Number.parseInt(each, 36)).join('')
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

const isCard = (value: string) => {
  const digits = value.replace(/\D/g, '')
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
