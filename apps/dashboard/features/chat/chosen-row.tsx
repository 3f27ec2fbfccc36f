import { ActionIcon, Image, Loader } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ChosenPicture } from './chosen-pictures.ts'

/** What goes along with the message that is being written. */
export const ChosenRow = ({ chosen, onDrop }: { chosen: readonly ChosenPicture[]; onDrop: (id: string) => void }) =>
  chosen.length > 0 && (
    <ul aria-label="Pictures to send" className="flex flex-wrap gap-2 px-2 pb-2">
      {chosen.map(({ id, name, preview, uploaded }) => (
        <li key={id} className="relative">
          <Image
            src={preview}
            alt={name}
            className={`size-16 rounded-lg border object-cover ${uploaded ? '' : 'opacity-50'}`}
          />
          {!uploaded && <Loader size={18} className="absolute inset-0 m-auto" aria-label={`Uploading ${name}`} />}
          <ActionIcon
            size={24}
            radius="xl"
            variant="default"
            className="absolute -top-2 -right-2"
            aria-label={`Take out ${name}`}
            onClick={() => onDrop(id)}
          >
            <IconX size={14} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
