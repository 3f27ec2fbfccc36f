import { IconUpload } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'

type Props = { onFiles: (files: readonly File[]) => void; whyNot: string | undefined }

const accepted = '.md,.markdown,.txt,.html,.htm,.pdf,.docx,.csv'

/** A place to choose files; dropping them works anywhere on the page. */
export const DropFiles = ({ onFiles, whyNot }: Props) => {
  const input = useId()
  const over = useFilesOver(whyNot === undefined ? onFiles : undefined)
  return (
    <>
      <label
        htmlFor={input}
        title={whyNot}
        className={`flex min-h-16 items-center justify-center gap-3 rounded-lg border border-dashed border-(--mantine-color-default-border) p-3 text-center text-(--quiet) focus-within:border-(--accent) ${whyNot === undefined ? 'cursor-pointer hover:bg-(--hover)' : ''}`}
      >
        <IconUpload size={20} stroke={1.6} aria-hidden />
        <span>
          Drop files anywhere, or <span className="text-(--accent) underline">choose files</span>
          <span className="block text-[12px]">Markdown, text, HTML, PDF, DOCX or CSV, up to 25 MB each</span>
        </span>
        <input
          id={input}
          type="file"
          multiple
          accept={accepted}
          disabled={whyNot !== undefined}
          className="sr-only"
          onChange={event => {
            onFiles([...(event.currentTarget.files ?? [])])
            // The same file can be chosen again after a failure.
            event.currentTarget.value = ''
          }}
        />
      </label>
      {over && (
        <div className="pointer-events-none fixed inset-0 z-[400] flex items-center justify-center border-4 border-(--accent) bg-(--mantine-color-body)/90 text-[20px] font-semibold">
          Drop to add to the knowledge
        </div>
      )}
    </>
  )
}

const useFilesOver = (onFiles: Props['onFiles'] | undefined) => {
  const [over, setOver] = useState(false)
  // Every element under the pointer sends its own enter and leave.
  const depth = useRef(0)
  useEffect(() => {
    if (onFiles === undefined) return
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const show = (now: number) => {
      depth.current = Math.max(now, 0)
      setOver(depth.current > 0)
    }
    const listeners = {
      dragenter: (event: DragEvent) => carriesFiles(event) && show(depth.current + 1),
      dragleave: (event: DragEvent) => carriesFiles(event) && show(depth.current - 1),
      dragover: (event: DragEvent) => carriesFiles(event) && event.preventDefault(),
      drop: (event: DragEvent) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        show(0)
        onFiles([...(event.dataTransfer?.files ?? [])])
      },
    }
    const controller = new AbortController()
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name as 'drop', listener, { signal: controller.signal })
    return () => controller.abort()
  }, [onFiles])
  return over
}
