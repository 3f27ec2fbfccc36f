import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

type Props = { search: string | undefined; onSearch: (search: string | undefined) => void }

const typingMs = 250
const shortest = 2
const longest = 200

/** Searches while somebody types; Escape ends it. */
export const SearchBox = ({ search, onSearch }: Props) => {
  const [text, setText] = useState(search ?? '')
  const asked = useRef(search)
  const ask = (words: string) => {
    const trimmed = words.trim()
    asked.current = trimmed.length < shortest ? undefined : trimmed
    onSearch(asked.current)
  }
  const askSoon = useDebouncedCallback(ask, typingMs)
  // The address may change by itself, by the browser's way back for example; what is being typed is newer than that.
  useEffect(() => {
    if (search === asked.current) return
    asked.current = search
    setText(search ?? '')
  }, [search])
  const clear = () => {
    askSoon.cancel()
    setText('')
    ask('')
  }
  return (
    <search aria-label="Search conversations" className="px-4 pb-2">
      <TextInput
        type="search"
        aria-label="Search"
        placeholder="Search all conversations"
        maxLength={longest}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={text && <CloseButton size="sm" iconSize={16} aria-label="Clear the search" onClick={clear} />}
        value={text}
        onChange={event => {
          setText(event.currentTarget.value)
          askSoon(event.currentTarget.value)
        }}
        onKeyDown={event => {
          if (event.key !== 'Escape' || text === '') return
          event.stopPropagation()
          event.preventDefault()
          clear()
        }}
      />
    </search>
  )
}
