const pattern = /^[a-z0-9_.-]+(\/[a-z0-9_.-]+)*$/

/** The key itself, if it is one. Throws RangeError when it is not, so that no key can climb out of its store. */
export function checkedKey(key: string): string {
  const dots = key.split('/').some(segment => segment === '.' || segment === '..')
  if (dots || key.length > 500 || !pattern.test(key)) throw new RangeError(`Not a storage key: ${JSON.stringify(key)}`)
  return key
}
