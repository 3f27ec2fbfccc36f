import type { ApiKey } from '@frontdesk/contract/accounts'
import { conversationScopes } from '@frontdesk/contract/permissions'
import { Button } from '@mantine/core'
import { Moment } from '../../ui/moment.tsx'

type Props = { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }

/** The keys that work, as far as one may still see them. */
export const KeyTable = ({ keys, onRevoke }: Props) => (
  <ul aria-label="API keys" className="border-t">
    {keys.map(key => (
      <li key={key.id} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b py-2">
        <span className="min-w-0 flex-1 basis-[180px] truncate font-medium" dir="auto">
          {key.name}
        </span>
        <code className="text-[13px] text-(--quiet)">{key.hint}…</code>
        <span className="text-[13px] text-(--quiet)" title={key.permissions.join('\n')}>
          {key.permissions.length} permissions
        </span>
        {key.conversationScope !== 'all' && (
          <span className="text-[13px] text-(--quiet)">Sees {conversationScopes[key.conversationScope]}</span>
        )}
        {[...key.addresses, ...key.origins].length > 0 && (
          <span
            className="max-w-full truncate text-[13px] text-(--quiet)"
            title={[...key.addresses, ...key.origins].join('\n')}
          >
            Only from {[...key.addresses, ...key.origins].join(', ')}
          </span>
        )}
        <span className="text-[13px] text-(--quiet) md:w-36">
          {key.lastUsedAt ? (
            <>
              Used <Moment at={key.lastUsedAt} />
            </>
          ) : (
            'Never used'
          )}
        </span>
        <span className="text-[13px] text-(--quiet) md:w-36">
          {key.expiresAt ? (
            <>
              Expires <Moment at={key.expiresAt} />
            </>
          ) : (
            'Does not expire'
          )}
        </span>
        <Button size="compact-sm" variant="default" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
          Revoke
        </Button>
      </li>
    ))}
  </ul>
)
