import type { ChildReply, ChildRequest } from './child-messages.ts'
import { parseBytes } from './parse-bytes.ts'
import { UnreadableDocument } from './parsed.ts'

async function replyTo({ kind, bytes }: ChildRequest): Promise<ChildReply> {
  try {
    return { document: await parseBytes(kind, bytes) }
  } catch (error) {
    const reason = error instanceof UnreadableDocument ? error.reason : undefined
    return { reason, cause: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

process.on('message', async (request: ChildRequest) => {
  process.send?.(await replyTo(request))
})
process.on('disconnect', () => process.exit())
