import { useSearchParams } from 'next/navigation'
import { endings } from './server-words.ts'

/** How signing in at a server ended, for whoever comes back from there. */
export const SignInEnding = () => {
  const ending = endings[useSearchParams().get('signIn') ?? '']
  if (!ending) return null
  const { isGood, sentence } = ending
  return (
    <div
      role={isGood ? 'status' : 'alert'}
      className={`mb-4 rounded-lg border p-3 ${isGood ? 'border-(--good)' : 'border-(--bad)'}`}
    >
      <p className={`font-semibold ${isGood ? 'text-(--good)' : 'text-(--bad)'}`}>
        {isGood ? 'Signed in' : 'Not signed in'}
      </p>
      <p>{sentence}</p>
    </div>
  )
}
