import { Button } from '@mantine/core'
import { Door } from '../../ui/door.tsx'

type Props = { codes: readonly string[]; onDone: () => void }

/** The one time that the codes for a lost phone can be read. */
export const RecoveryCodes = ({ codes, onDone }: Props) => (
  <Door
    title="Keep these recovery codes"
    lead="Each lets you in once when you do not have your phone. They are not shown again: print them, or keep them in your password manager."
  >
    <ul aria-label="Recovery codes" className="grid grid-cols-1 gap-1 rounded-lg bg-(--subtle) p-3 sm:grid-cols-2">
      {codes.map(code => (
        <li key={code} className="font-mono text-[13px]">
          {code}
        </li>
      ))}
    </ul>
    <Button onClick={onDone}>I have kept them</Button>
  </Door>
)
