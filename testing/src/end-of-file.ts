type Close = () => unknown

const closings: Close[] = []

/** What a test file leaves open ends after its last test, the latest first. Files share their modules, but not what they opened. */
export const atEndOfFile = (close: Close) => closings.push(close)

export const endFile = async (): Promise<void> => {
  for (const close of closings.splice(0).reverse()) await close()
}
