const dimensions = 384

function hash(text: string): number {
  let value = 2_166_136_261
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 16_777_619)
  return value >>> 0
}

function add(vector: Float64Array, feature: string, weight: number) {
  let seed = hash(feature)
  for (let spread = 0; spread < 4; spread++) {
    seed = Math.imul(seed ^ (seed >>> 15), 2_246_822_519) >>> 0
    const slot = seed % dimensions
    vector[slot] = (vector[slot] ?? 0) + (seed & 65_536 ? weight : -weight)
  }
}

/** A unit vector in which texts that share words, or parts of words, lie near each other; always the same for the same text. */
export function embed(text: string): number[] {
  const vector = new Float64Array(dimensions)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const weight = word.length < 4 ? 0.3 : 1
    add(vector, word, weight)
    for (let start = 0; start + 4 <= word.length; start++) add(vector, `~${word.slice(start, start + 4)}`, weight / 3)
  }
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares) || 1
  return Array.from(vector, value => Math.round((value / length) * 1e6) / 1e6)
}
