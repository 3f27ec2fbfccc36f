import { IconChevronRight } from '@tabler/icons-react'

/** Before a line that opens; turns with the `group` that it stands in. */
export const FoldMark = () => (
  <IconChevronRight
    size={16}
    stroke={1.7}
    aria-hidden
    className="shrink-0 text-(--quiet) group-open:rotate-90 rtl:rotate-180"
  />
)
