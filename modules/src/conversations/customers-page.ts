import type { CustomersPage } from '@frontdesk/contract/conversations'

/** A page as it is kept. What stands behind `#`, and a name and a password before the host, may let others in. */
export const pageToKeep = ({ url, title }: { url: string; title?: string | undefined }): CustomersPage => {
  const kept = new URL(url)
  kept.hash = ''
  kept.username = ''
  kept.password = ''
  return { url: kept.href, title: title || null }
}
