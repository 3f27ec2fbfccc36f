'use client'

import { Button, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Problem } from './problem.tsx'

type Props = {
  title: string
  children: ReactNode
  action: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Asks before something is lost; stays open and says so when it did not work. */
export const Confirm = ({ title, children, action, onConfirm, onClose }: Props) => {
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const confirm = async () => {
    setWorking(true)
    setProblem(undefined)
    await onConfirm().then(onClose, (thrown: unknown) => {
      setProblem(thrown)
      setWorking(false)
    })
  }
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="flex flex-col gap-4">
        <div className="text-(--quiet)">{children}</div>
        {problem !== undefined && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red.8" loading={working} onClick={() => void confirm()}>
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
