import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'

/** The way back to the list. */
export const AllTools = () => (
  <Button
    variant="default"
    component={AppLink}
    href={paths.tools()}
    leftSection={<IconArrowLeft size={16} aria-hidden />}
  >
    All tools
  </Button>
)
