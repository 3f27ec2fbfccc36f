import { Button } from '@mantine/core'

/** The foot of a list that goes on; nothing where it does not. */
export const LoadMore = ({ more, fetching }: { more: (() => void) | undefined; fetching: boolean }) =>
  more && (
    <Button variant="subtle" color="gray" loading={fetching} onClick={more} className="self-center">
      Load more
    </Button>
  )
