/** Moves the focus to the next (1) or previous (-1) row of the list on the page. */
export const walk = (step: 1 | -1) => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-walk] > * a:first-of-type')]
  const focused = rows.indexOf(document.activeElement as HTMLElement)
  const here = focused === -1 ? rows.findIndex(row => row.getAttribute('aria-current') === 'true') : focused
  const next = here === -1 ? 0 : here + step
  rows[next]?.focus()
}
