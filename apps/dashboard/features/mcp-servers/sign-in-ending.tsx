import { Alert } from '@mantine/core'
import { useSearchParams } from 'next/navigation'
import { endings } from './server-words.ts'

/** How signing in at a server ended, for whoever comes back from there. */
export const SignInEnding = () => {
  const ending = endings[useSearchParams().get('signIn') ?? '']
  if (!ending) return null
  return (
    <Alert
      color={ending.isGood ? 'green' : 'red'}
      variant="light"
      role={ending.isGood ? 'status' : 'alert'}
      title={ending.isGood ? 'Connected' : 'Not signed in'}
      className="mb-4"
    >
      {ending.sentence}
    </Alert>
  )
}
