'use client'

import { Modal } from '@mantine/core'

const keys = [
  ['Ctrl or ⌘ K', 'Search and commands'],
  ['j', 'Next row of the list'],
  ['k', 'Previous row'],
  ['Enter', 'Open the row; send the message'],
  ['Shift Enter', 'New line in the message'],
  ['Esc', 'Close what is open'],
  ['?', 'This map'],
]

/** Every key that does something. */
export const KeyMap = ({ onClose }: { onClose: () => void }) => (
  <Modal opened onClose={onClose} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
      {keys.map(([key, what]) => (
        <div key={key} className="contents">
          <dt>
            <kbd className="rounded-md border bg-(--subtle) px-2 py-[2px] font-mono text-[12px]">{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  </Modal>
)
