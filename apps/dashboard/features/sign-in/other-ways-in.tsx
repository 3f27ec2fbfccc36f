import { knowsPasskeys } from '../../lib/passkeys.ts'
import { OtherServices } from './other-services.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { useWaysIn } from './ways-in.ts'

type Props = { next: string | null; onSignedIn: () => void }

/** The ways in beside a password, where there are any. */
export const OtherWaysIn = ({ next, onSignedIn }: Props) => {
  const ways = useWaysIn()
  if (!ways) return null
  const passkeys = ways.passkeys && knowsPasskeys()
  if (!passkeys && ways.items.length === 0) return null
  return (
    <div className="flex flex-col gap-3">
      <p className="text-center text-(--quiet)">or</p>
      {passkeys && <PasskeyButton onSignedIn={onSignedIn} />}
      <OtherServices errand={{ to: 'sign-in', next }} />
    </div>
  )
}
