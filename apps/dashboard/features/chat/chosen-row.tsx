import { ActionIcon, Image, Loader } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ChosenPicture } from './chosen-pictures.ts'
import { addressOf } from './sent-pictures.tsx'

/** What goes along with the message that is being written. */
export const ChosenRow = ({ chosen, onDrop }: { chosen: readonly ChosenPicture[]; onDrop: (id: string) => void }) =>
  chosen.length > 0 && (
    <ul aria-label="Pictures to send" className="flex flex-wrap gap-3 px-2 pt-2 pb-3">
      {chosen.map(({ id, name, uploaded }) => (
        <li key={id} className="relative size-16 rounded-lg border max-md:size-24">
          {uploaded ? (
            <Image src={addressOf(uploaded.fileId)} alt={name} radius="md" className="size-full" fit="cover" />
          ) : (
            <Loader size={18} className="absolute inset-0 m-auto" aria-label={`Uploading ${name}`} />
          )}
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
