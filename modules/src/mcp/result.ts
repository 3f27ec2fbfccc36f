import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/client'

type Reply = Pick<CallToolResult, 'structuredContent' | 'content'>

/** What the model is shown: the reply's own structure where it has one, else its text, in which everything else is told of. */
export const resultOf = ({ structuredContent, content }: Reply): unknown => {
  if (structuredContent !== undefined) return structuredContent
  const [only] = content
  return content.length === 1 && only?.type === 'text' ? parsed(only.text) : content.map(inText).join('\n')
}

const inText = (block: ContentBlock): string => {
  switch (block.type) {
    case 'text':
      return block.text
    case 'image':
    case 'audio':
      return `[${block.type}, ${block.mimeType}: not shown]`
    case 'resource_link':
      return `[${block.title ?? block.name}: ${block.uri}]`
    case 'resource':
      return 'text' in block.resource ? block.resource.text : `[file, ${block.resource.uri}: not shown]`
  }
}

const parsed = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
