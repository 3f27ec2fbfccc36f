type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array

/** The same numbers with room for `length` of them, a quarter more than asked so that growing stays rare. */
export function grown<T extends Numbers>(numbers: T, length: number): T {
  if (length <= numbers.length) return numbers
  const larger = new (numbers.constructor as new (length: number) => T)(Math.ceil(length * 1.25) + 16)
  larger.set(numbers)
  return larger
}
