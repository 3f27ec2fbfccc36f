import type { Attachment } from '@frontdesk/contract/files'
import { Image } from '@mantine/core'
import { readFile } from '../../lib/endpoints.ts'

export const addressOf = (fileId: string) => `/api/v2${readFile.path.replace(':fileId', fileId)}`

/** Pictures that came with a message, small; each opens as a file. */
export const SentPictures = ({ attachments }: { attachments: readonly Attachment[] }) =>
  attachments.length > 0 && (
    <ul aria-label="Pictures" className="flex max-w-[85%] flex-wrap justify-end gap-2">
      {attachments.map(({ fileId, name, width, height }) => (
        <li key={fileId}>
          <a href={addressOf(fileId)} download={name} className="block">
            <Image
              src={addressOf(fileId)}
              alt={name}
              width={width}
              height={height}
              loading="lazy"
              className="h-auto max-h-48 w-auto max-w-full rounded-xl border object-contain"
            />
          </a>
        </li>
      ))}
    </ul>
  )
