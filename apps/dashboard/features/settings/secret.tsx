import { Button, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

type Props = { secret: string; label?: string; children?: ReactNode; onClose: () => void }

/** The one time a secret is readable. */
export const Secret = ({ secret, label = 'Secret', children, onClose }: Props) => {
  const [copied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(secret).then(() => setCopied(true))
  const Icon = copied ? IconCheck : IconCopy
  return (
    <div className="flex flex-col gap-4">
      <p className="text-(--quiet)">{children} It is not stored and cannot be shown again.</p>
      <TextInput
        label={label}
        readOnly
        value={secret}
        className="[&_input]:font-mono"
        onFocus={event => event.currentTarget.select()}
      />
      <div className="flex justify-end gap-2">
        <Button variant="default" leftSection={<Icon size={16} aria-hidden />} onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={onClose}>Done</Button>
      </div>
    </div>
  )
}
