import type { Input } from '@frontdesk/contract/endpoint'
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { type DragEvent, type FormEvent, useRef, useState } from 'react'
import { problemAt } from '../../lib/api.ts'
import type { importTools } from '../../lib/endpoints.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Where the document is, or the document; and the server to call in the place of the one that it names. */
export type Source = Pick<Input<typeof importTools>['body'], 'url' | 'document' | 'server'>

type Props = { onRead: (source: Source) => Promise<void>; onChange: () => void; whyNot: string | undefined }

/** A document by its text, from a file or from an address. */
export const ImportSource = ({ onRead, onChange, whyNot }: Props) => {
  const [from, setFrom] = useState<'document' | 'url'>('document')
  const [document, setDocument] = useState('')
  const [url, setUrl] = useState('')
  const [server, setServer] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const { start, working, problem } = useAction(() =>
    onRead({
      ...(from === 'url' ? { url: url.trim() } : { document }),
      ...(server.trim() && { server: server.trim() }),
    }),
  )
  const change = (write: () => void) => {
    write()
    onChange()
  }
  const take = async (files: FileList | null | undefined) => {
    const text = await files?.[0]?.text()
    if (text !== undefined) change(() => setDocument(text))
  }
  const onDrop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    void take(event.dataTransfer.files)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  const isEmpty = (from === 'url' ? url : document).trim() === ''
  return (
    <form className="flex max-w-[720px] flex-col gap-4" onSubmit={onSubmit}>
      <SegmentedControl
        aria-label="Where the document is"
        className="self-start"
        value={from}
        onChange={value => change(() => setFrom(value as typeof from))}
        data={[
          { value: 'document', label: 'Text or file' },
          { value: 'url', label: 'Address' },
        ]}
      />
      {from === 'url' ? (
        <TextInput
          label="Address of the document"
          placeholder="https://shop.example/openapi.json"
          type="url"
          maxLength={2_000}
          error={problemAt(problem, '/url')}
          value={url}
          onChange={event => change(() => setUrl(event.currentTarget.value))}
        />
      ) : (
        <>
          <Textarea
            label="Document"
            description="Paste it here, or drop a file"
            rows={10}
            spellCheck={false}
            className="[&_textarea]:font-mono [&_textarea]:text-[13px]"
            error={problemAt(problem, '/document')}
            value={document}
            onDragOver={event => event.preventDefault()}
            onDrop={onDrop}
            onChange={event => change(() => setDocument(event.currentTarget.value))}
          />
          <input
            ref={file}
            type="file"
            accept=".json,.yaml,.yml"
            aria-label="OpenAPI file"
            className="sr-only"
            tabIndex={-1}
            onChange={event => {
              void take(event.currentTarget.files)
              // The same file can be chosen again after it was changed.
              event.currentTarget.value = ''
            }}
          />
          <Button variant="default" size="compact-sm" className="self-start" onClick={() => file.current?.click()}>
            Choose a file
          </Button>
        </>
      )}
      <TextInput
        label="Server"
        description="Empty: the first one that the document names"
        placeholder="https://shop.example/api"
        type="url"
        maxLength={2_000}
        error={problemAt(problem, '/server')}
        value={server}
        onChange={event => change(() => setServer(event.currentTarget.value))}
      />
      {problem !== undefined && <Problem thrown={problem} />}
      <GatedButton whyNot={whyNot} type="submit" className="self-start" loading={working} disabled={isEmpty}>
        Read the document
      </GatedButton>
    </form>
  )
}
