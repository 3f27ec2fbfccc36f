import { type Attachment, largestImageBytes, mostAttachments } from '@frontdesk/contract/files'
import { useState } from 'react'
import { api, problemSentence } from '../../lib/api.ts'
import { attachFile } from '../../lib/endpoints.ts'

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']

export type ChosenPicture = { id: string; name: string; uploaded: Attachment | undefined }

/** Pictures that go along with the next message; each is uploaded as soon as it is chosen. */
export const useChosenPictures = () => {
  const [chosen, setChosen] = useState<ChosenPicture[]>([])
  const [problem, setProblem] = useState<string>()
  const drop = (id: string) => setChosen(before => before.filter(each => each.id !== id))
  const upload = async (file: File) => {
    const id = crypto.randomUUID()
    setChosen(before => [...before, { id, name: file.name, uploaded: undefined }])
    try {
      const uploaded = await api.call(attachFile, { body: { file } })
      setChosen(before => before.map(each => (each.id === id ? { ...each, uploaded } : each)))
    } catch (thrown) {
      drop(id)
      setProblem(problemSentence(thrown))
    }
  }
  const add = (files: Iterable<File>) => {
    const pictures = [...files]
    const refused = whyNot(pictures, chosen.length)
    setProblem(refused)
    if (refused === undefined) for (const file of pictures) void upload(file)
  }
  const clear = () => {
    setChosen([])
    setProblem(undefined)
  }
  return { chosen, problem, isUploading: chosen.some(({ uploaded }) => !uploaded), add, drop, clear }
}

const whyNot = (files: readonly File[], already: number): string | undefined => {
  if (files.length + already > mostAttachments) return `A message takes ${mostAttachments} pictures at most.`
  if (files.some(({ type }) => !pictureTypes.includes(type)))
    return 'Only PNG, JPEG, WebP and GIF pictures can be sent.'
  if (files.some(({ size }) => size > largestImageBytes)) return 'A picture may have 5 MB at most.'
  return undefined
}
