/** The address if following it can do no harm here, otherwise nothing. */
export const safeLink = (href: string): string => {
  const url = URL.parse(href)
  return url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : ''
}
