/** What a file or page became: `text` is the stored source, clean plain text with Markdown headings, lists and tables. */
export type ParsedDocument = {
  title: string | undefined
  text: string
  /** ISO 639-1; 'en' when unsure. */
  language: string
}

/** A passage before it is stored; `text` is always `source.slice(start, end)`. */
export type ChunkDraft = { position: number; breadcrumb: string; text: string; start: number; end: number }

/** The document cannot be read; `reason` is a sentence for whoever uploaded it: what is wrong and what to do. */
export class UnreadableDocument extends Error {
  readonly reason: string

  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'UnreadableDocument'
    this.reason = reason
  }
}
