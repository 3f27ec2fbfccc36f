/** Never part of what a page says. */
export const neverRead = new Set(
  'script style noscript template svg math iframe object embed canvas audio video select textarea datalist'.split(' '),
)

/** Around what a page says: menus, imprints, search boxes. Read after all when a page has nothing else. */
export const aroundContent = new Set(['nav', 'footer', 'aside', 'form', 'dialog', 'menu'])

const roundRoles = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary', 'dialog', 'alertdialog'])

export const blockElements = new Set(
  'html body p div section article main header hgroup address blockquote figure figcaption details summary fieldset legend dl dt dd hr center'.split(
    ' ',
  ),
)

export const isAround = (attributes: Record<string, string>) => roundRoles.has(attributes.role ?? '')

/**
 * Readers never saw it, so an answer must not be made from it: the usual hiding place of planted instructions.
 * Folded panels of accordions and tabs are hidden too, but one click away from every reader.
 */
export function isHidden(attributes: Record<string, string>): boolean {
  const { hidden, role, style } = attributes
  if (hidden === 'until-found' || 'aria-labelledby' in attributes || role === 'region' || role === 'tabpanel')
    return false
  if (hidden !== undefined || attributes['aria-hidden'] === 'true') return true
  return style !== undefined && /display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden/i.test(style)
}
