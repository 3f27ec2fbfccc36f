import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Props = {
  title: string
  action: string
  present: string
  children?: ReactNode
  onName: (name: string) => Promise<unknown>
  onClose: () => void
}

/** Asks what a passkey is called, and closes once that is done. */
export const NameForm = ({ title, action, present, children, onName, onClose }: Props) => {
  const [name, setName] = useState(present)
  const { start, working, problem } = useAction(async () => {
    await onName(name)
    onClose()
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        {children && <p className="text-(--quiet)">{children}</p>}
        <TextInput
          label="Name"
          description="So that you know it among others"
          dir="auto"
          required
          withAsterisk={false}
          maxLength={100}
          data-autofocus
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        {problem !== undefined && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
