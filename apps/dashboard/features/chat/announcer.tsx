import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Thread } from '../../lib/chat-threads.ts'
import { wholeSentences } from './whole-sentences.ts'

/** Tells screen readers an answer sentence by sentence; token by token would be noise. */
export const Announcer = ({ thread }: { thread: Thread }) => {
  const answer = thread.messages.at(-1)
  const told = useRef({ id: '', length: 0 })
  const [words, setWords] = useState('')
  const { id, text, state, sender } = answer ?? { id: '', text: '', state: 'complete', sender: 'customer' }
  useEffect(() => {
    if (sender !== 'agent') return
    const writing = state === 'streaming' || state === 'reconnecting'
    // An answer that was complete when it came on screen is read, not announced.
    if (told.current.id !== id) told.current = { id, length: writing ? 0 : text.length }
    const sentences = writing ? wholeSentences(text) : text
    if (sentences.length <= told.current.length) return
    setWords(sentences.slice(told.current.length))
    told.current.length = sentences.length
  }, [id, text, state, sender])
  return (
    <VisuallyHidden aria-live="polite" role="log" aria-label="Answer">
      {words.replace(/\[\d+\]/g, '')}
    </VisuallyHidden>
  )
}
