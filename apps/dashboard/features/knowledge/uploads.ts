import type { Problem } from '@frontdesk/contract/errors'
import { useSyncExternalStore } from 'react'
import { uploadFile } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'

export type Upload = {
  id: string
  file: File
  /** `refused` would fail again. */
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'refused'
  /** 0 to 1, of the bytes that have left. */
  progress: number
  problem: string | undefined
}

const atOnce = 3
const largestBytes = 25 * 1024 * 1024

let uploads: readonly Upload[] = []
const requests = new Map<string, XMLHttpRequest>()
const listeners = new Set<() => void>()

const keep = (next: readonly Upload[]) => {
  uploads = next
  for (const listener of listeners) listener()
}
const edit = (id: string, change: Partial<Upload>) =>
  keep(uploads.map(upload => (upload.id === id ? { ...upload, ...change } : upload)))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const none: readonly Upload[] = []

/** Files on their way into the knowledge; they go on while other pages are looked at. */
export const useUploads = () =>
  useSyncExternalStore(
    subscribe,
    () => uploads,
    () => none,
  )

export const addFiles = (files: readonly File[]) => {
  keep([...uploads, ...files.map(asUpload)])
  sendNext()
}

const asUpload = (file: File): Upload => {
  const problem =
    file.size === 0
      ? 'The file is empty.'
      : file.size > largestBytes
        ? 'Files may have up to 25 MB. Split it, or paste its text.'
        : undefined
  return { id: crypto.randomUUID(), file, state: problem ? 'refused' : 'waiting', progress: 0, problem }
}

export const uploadAgain = (id: string) => {
  edit(id, { state: 'waiting', progress: 0, problem: undefined })
  sendNext()
}

/** Takes a file off the list; one that is on its way is stopped. */
export const dropUpload = (id: string) => {
  requests.get(id)?.abort()
  keep(uploads.filter(upload => upload.id !== id))
  sendNext()
}

export const forgetSent = () => keep(uploads.filter(({ state }) => state !== 'sent'))

const sendNext = () => {
  while (requests.size < atOnce) {
    const next = uploads.find(({ id, state }) => state === 'waiting' && !requests.has(id))
    if (!next) return
    send(next)
  }
}

// fetch cannot tell how much of a body has left; XMLHttpRequest can.
const send = ({ id, file }: Upload) => {
  const request = new XMLHttpRequest()
  requests.set(id, request)
  request.open(uploadFile.method, `/api/v2${uploadFile.path}`)
  request.setRequestHeader('accept', 'application/json')
  request.setRequestHeader('x-frontdesk', '1')
  request.upload.addEventListener('progress', ({ loaded, total }) => edit(id, { progress: total ? loaded / total : 0 }))
  request.addEventListener('loadend', () => {
    requests.delete(id)
    if (request.status >= 200 && request.status < 300) edit(id, { state: 'sent', progress: 1 })
    else edit(id, { state: isFinal(request.status) ? 'refused' : 'failed', problem: sentenceOf(request) })
    void refresh('knowledge')
    sendNext()
  })
  const body = new FormData()
  body.append('file', file)
  edit(id, { state: 'sending' })
  request.send(body)
}

// The file itself is the reason; sending the same bytes again changes nothing.
const isFinal = (status: number) => [400, 413, 415, 422].includes(status)

const sentenceOf = (request: XMLHttpRequest): string => {
  if (request.status === 0) return 'The connection was lost. Try again.'
  try {
    return (JSON.parse(request.responseText) as Problem).detail
  } catch {
    return `The server answered ${request.status}. Try again in a moment.`
  }
}
