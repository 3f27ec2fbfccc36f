export const dimensions = 384

// Vectors of real models fill far fewer directions than they have numbers; where they fill all, no graph finds neighbours.
const directions = 48

const numbersOf = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 1) / 4_294_967_297
  }
}

const gaussians = (seed: number, count: number): Float64Array => {
  const random = numbersOf(seed)
  return Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()),
  )
}

const hash = (text: string) => {
  let value = 2_166_136_261
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619)
  return value >>> 0
}

const spread = Array.from({ length: directions }, (_, direction) => gaussians(direction + 1, dimensions))
const words = new Map<string, Float64Array>()

const meaningOf = (word: string) => {
  const meaning = words.get(word) ?? gaussians(hash(word), directions)
  words.set(word, meaning)
  return meaning
}

/** A unit vector of 384 numbers: the sum of what the words mean, in 48 directions. The same for the same text, always. */
export function embed(text: string): Float32Array {
  const sum = new Float64Array(directions)
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const weight = word.length < 4 ? 0.2 : 1
    const meaning = meaningOf(word)
    for (let at = 0; at < directions; at++) sum[at] = (sum[at] ?? 0) + weight * (meaning[at] ?? 0)
  }
  const vector = new Float32Array(dimensions)
  for (const [direction, row] of spread.entries())
    for (let at = 0; at < dimensions; at++) vector[at] = (vector[at] ?? 0) + (sum[direction] ?? 0) * (row[at] ?? 0)
  const length = Math.hypot(...vector) || 1
  return vector.map(value => value / length)
}
