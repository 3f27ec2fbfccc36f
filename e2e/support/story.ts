/** A text of so many words in which none occurs twice, so that a lost, doubled or misplaced piece shows. */
export const story = (words: number) =>
  `${Array.from({ length: words }, (_, index) => `spoke-${index + 1}`).join(' ')} and the wheel is true.`
