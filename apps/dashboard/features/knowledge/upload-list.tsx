import { Button, CloseButton, Progress } from '@mantine/core'
import { readableBytes } from '../../ui/bytes.ts'
import { dropUpload, forgetSent, type Upload, uploadAgain, useUploads } from './uploads.ts'

/** How far each file has come, and what happened to those that did not arrive. */
export const UploadList = () => {
  const uploads = useUploads()
  if (uploads.length === 0) return null
  const sent = uploads.filter(({ state }) => state === 'sent').length
  return (
    <section aria-label="Uploads" className="mb-4 rounded-lg border">
      <header className="flex min-h-10 items-center justify-between gap-2 border-b px-3 text-[13px]">
        <span role="status" className="tabular-nums">
          {sent} of {uploads.length} uploaded
        </span>
        {sent > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={forgetSent}>
            Clear
          </Button>
        )}
      </header>
      <ul className="max-h-[240px] overflow-y-auto">
        {uploads.map(upload => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
    </section>
  )
}

const words = { waiting: 'Waiting', sending: 'Uploading', sent: 'Uploaded', failed: 'Not uploaded', refused: 'Refused' }

const UploadRow = ({ upload: { id, file, state, progress, problem } }: { upload: Upload }) => (
  <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-[13px]">
    <span className="min-w-0 flex-1 truncate" dir="auto">
      {file.name}
    </span>
    <span className="text-(--quiet) tabular-nums">{readableBytes(file.size)}</span>
    <span className={`w-24 text-end ${problem ? 'text-(--bad)' : 'text-(--quiet)'}`}>{words[state]}</span>
    <CloseButton size="sm" aria-label={`Remove ${file.name} from the list`} onClick={() => dropUpload(id)} />
    {state === 'sending' && (
      <Progress className="w-full" size="xs" value={progress * 100} aria-label={`Upload of ${file.name}`} />
    )}
    {problem && (
      <p role="alert" className="flex w-full items-center gap-2 text-(--bad)">
        {problem}
        {state === 'failed' && (
          <Button size="compact-xs" variant="default" onClick={() => uploadAgain(id)}>
            Try again
          </Button>
        )}
      </p>
    )}
  </li>
)
