import { diffLines } from '@frontdesk/contract/line-diff'
import type { Files } from './agent-files.ts'

const marks = { same: ' ', added: '+', removed: '-', skipped: '…' }

/** How the directory differs from the server, line by line; empty when it does not. */
export const diff = (server: Files, directory: Files): string[] => {
  const paths = [...new Set([...server.keys(), ...directory.keys()])].toSorted()
  return paths.flatMap(path => {
    const lines = diffLines(server.get(path) ?? '', directory.get(path) ?? '')
    if (lines.length === 0) return []
    return [headingOf(path, server, directory), ...lines.map(({ change, text }) => `${marks[change]} ${text}`)]
  })
}

const headingOf = (path: string, server: Files, directory: Files) => {
  if (!server.has(path)) return `${path} (not on the server)`
  return directory.has(path) ? path : `${path} (only on the server)`
}
