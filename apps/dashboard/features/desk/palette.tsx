'use client'

import { Modal, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useState } from 'react'
import { useGo } from '../../ui/link.tsx'
import { useCommands } from './commands.ts'

/** Everything that can be done, found by typing. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
  const go = useGo()
  const listId = useId()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = useCommands(go).filter(({ name }) => matches(name, words))
  const run = (index: number) => {
    onClose()
    found[index]?.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setChosen((chosen + step + found.length) % Math.max(found.length, 1))
    else if (event.key === 'Enter') run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      yOffset="12vh"
      title="Search and commands"
      classNames={{ header: 'sr-only' }}
    >
      <TextInput
        data-autofocus
        size="lg"
        variant="unstyled"
        className="border-b px-3"
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder="Where to, or what to do?"
        aria-label="Search and commands"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[chosen] && `${listId}-${chosen}`}
        value={words}
        onChange={event => {
          setWords(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label="Commands" className="max-h-[50vh] overflow-y-auto p-2">
        {found.map(({ name, hint }, index) => (
          <div
            key={name}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={`flex min-h-10 cursor-pointer items-center justify-between gap-3 rounded-lg px-3 ${index === chosen ? 'bg-(--hover)' : ''}`}
            onPointerMove={() => setChosen(index)}
            onClick={() => run(index)}
            onKeyDown={onKeyDown}
          >
            <span className="truncate" dir="auto">
              {name}
            </span>
            <span className="shrink-0 text-[12px] text-(--quiet)">{hint}</span>
          </div>
        ))}
        {found.length === 0 && <p className="px-3 py-4 text-(--quiet)">Nothing is called that.</p>}
      </div>
    </Modal>
  )
}

const matches = (name: string, words: string) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every(word => name.toLowerCase().includes(word))
