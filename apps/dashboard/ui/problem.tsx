import { Alert, Button } from '@mantine/core'
import { problemSentence } from '../lib/api.ts'

type Props = { thrown: unknown; onRetry?: (() => void) | undefined; title?: string }

/** What went wrong, in a sentence, with a way on. */
export const Problem = ({ thrown, onRetry, title }: Props) => (
  <Alert color="red" variant="light" role="alert" {...(title && { title })}>
    <div className="flex flex-wrap items-center gap-3">
      <span className="min-w-0 flex-1" dir="auto">
        {problemSentence(thrown)}
      </span>
      {onRetry && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  </Alert>
)
