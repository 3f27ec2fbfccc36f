import { knowsPasskeys } from '../../lib/passkeys.ts'
import { PasskeyButton } from './passkey-button.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import { useWaysIn } from './ways-in.ts'

type Props = { next: string | null; onSignedIn: () => void }

/** The ways in beside a password, where there are any. */
export const OtherWaysIn = ({ next, onSignedIn }: Props) => {
  const ways = useWaysIn()
  if (!ways) return null
  const { items: providers } = ways
  const passkeys = ways.passkeys && knowsPasskeys()
  if (!passkeys && providers.length === 0) return null
  return (
    <div className="flex flex-col gap-3">
      <p className="text-center text-(--quiet)">or</p>
      {passkeys && <PasskeyButton onSignedIn={onSignedIn} />}
      <ProviderButtons providers={providers} next={next} />
    </div>
  )
}
