import { IconSelector } from '@tabler/icons-react'

type Props = { name: string | undefined; folded: boolean; onOpen: () => void }

/** The organization one works in; pressing it leads to the others. */
export const OrganizationButton = ({ name = 'Frontdesk', folded, onOpen }: Props) => (
  <button
    type="button"
    aria-haspopup="dialog"
    aria-label={`${name}, switch organization`}
    title={folded ? name : undefined}
    className="flex min-h-11 min-w-0 flex-1 cursor-pointer items-center gap-2 rounded-lg bg-transparent p-0 text-start font-semibold hover:bg-(--hover) md:mx-2 md:mt-2 md:flex-none md:px-2"
    onClick={onOpen}
  >
    <span
      aria-hidden
      className="hidden size-7 shrink-0 items-center justify-center rounded-lg bg-(--chosen) text-[13px] text-(--accent) md:flex"
    >
      {[...name][0]?.toUpperCase()}
    </span>
    <span className={`min-w-0 truncate md:flex-1 ${folded ? 'md:sr-only' : ''}`} dir="auto">
      {name}
    </span>
    <IconSelector
      size={16}
      stroke={1.7}
      aria-hidden
      className={`shrink-0 text-(--quiet) ${folded ? 'md:hidden' : ''}`}
    />
  </button>
)
