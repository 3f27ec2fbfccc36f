import type { Passkey } from '@frontdesk/contract/passkeys'
import { Button } from '@mantine/core'
import { Moment } from '../../ui/moment.tsx'

type Props = { passkey: Passkey; onRename: (passkey: Passkey) => void; onRemove: (passkey: Passkey) => void }

export const PasskeyRow = ({ passkey, onRename, onRemove }: Props) => {
  const { name, isSecondFactor, createdAt, lastUsedAt } = passkey
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b py-2">
      <span className="min-w-0 flex-1 max-md:basis-full">
        <span className="block truncate font-medium" title={name} dir="auto">
          {name}
        </span>
        <span className="block text-[13px] text-(--quiet)">
          {isSecondFactor ? 'Counts as a second factor' : 'Does not ask who is using it'}
        </span>
      </span>
      <span className="text-[13px] text-(--quiet) md:w-36">
        Added <Moment at={createdAt} />
      </span>
      <span className="text-[13px] text-(--quiet) md:w-36">
        {lastUsedAt ? (
          <>
            Used <Moment at={lastUsedAt} />
          </>
        ) : (
          'Never used'
        )}
      </span>
      <span className="flex gap-2">
        <Button size="compact-sm" variant="default" aria-label={`Rename ${name}`} onClick={() => onRename(passkey)}>
          Rename
        </Button>
        <Button size="compact-sm" variant="default" aria-label={`Remove ${name}`} onClick={() => onRemove(passkey)}>
          Remove
        </Button>
      </span>
    </li>
  )
}
