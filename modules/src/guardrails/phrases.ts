/** Words alone, so that neither case nor punctuation hides a phrase. */
const plain = (text: string) =>
  (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ')

/** Whether one of these words or phrases stands in the text, as whole words. */
export const saysOneOf = (text: string, phrases: readonly string[]): boolean => {
  const said = ` ${plain(text)} `
  return phrases.some(phrase => said.includes(` ${plain(phrase)} `))
}
