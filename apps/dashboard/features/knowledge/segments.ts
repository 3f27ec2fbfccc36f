type Span = { start: number; end: number }
export type Segment = Span & { chunks: number[] }

/** Cuts a text wherever a chunk begins or ends, and says for each piece which chunks hold it. */
export const segmentsOf = (length: number, chunks: readonly Span[]): Segment[] => {
  const cuts = new Set([0, length])
  for (const { start, end } of chunks) {
    cuts.add(Math.min(start, length))
    cuts.add(Math.min(end, length))
  }
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? length
    const holding = chunks.flatMap((chunk, number) => (chunk.start <= start && chunk.end >= end ? [number] : []))
    return { start, end, chunks: holding }
  })
}
