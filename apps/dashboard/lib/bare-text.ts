/** Markdown for reading in a small space: without the marks of headings and emphasis, its lines kept. */
export const bareText = (markdown: string): string =>
  markdown.replace(/^#{1,6}\s+/gm, '').replace(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
