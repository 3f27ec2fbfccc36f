import type { CustomersPage } from '@frontdesk/contract/conversations'
import { safeLink } from '../chat/safe-link.ts'

/** The page that the customer wrote a message on. They chose its title and address, so it opens apart from here. */
export const AskedOn = ({ page: { url, title } }: { page: CustomersPage }) => {
  const link = safeLink(url)
  if (!link.startsWith('http')) return null
  return (
    <p className="max-w-[85%] text-[12px] text-(--quiet) [overflow-wrap:anywhere]">
      Asked on{' '}
      <a
        href={link}
        target="_blank"
        rel="noopener noreferrer nofollow"
        title={link}
        dir="auto"
        className="line-clamp-2 inline text-(--accent) underline"
      >
        {title ?? shortly(link)}
      </a>
    </p>
  )
}

const shortly = (link: string) => {
  const { host, pathname } = new URL(link)
  return pathname === '/' ? host : `${host}${pathname}`
}
