/** `Tools.Internal:4102` as URLs spell it; undefined for anything but a host with its port. */
export const hostWithPort = (text: string): string | undefined => {
  const port = Number(/:(\d{1,5})$/.exec(text)?.[1])
  const url = URL.parse(`http://${text}/`)
  // A URL that holds a user, a path or a query is more than a host, and nothing stands for several hosts.
  if (!url || text.includes('*') || !(port >= 1) || url.href !== `http://${url.host}/`) return undefined
  return `${url.hostname.replace(/\.$/, '')}:${port}`
}
