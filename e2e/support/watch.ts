import { type BrowserContext, expect } from '@playwright/test'

export type Watch = ReturnType<typeof watch>

/** Listens to everything that the pages of a browser complain about, and to every request that leaves for another host. */
export const watch = (context: BrowserContext, home: string) => {
  const complaints: string[] = []
  const foreign: string[] = []
  const expected: RegExp[] = []
  const visited: string[] = []
  context.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', error => complaints.push(String(error.error().stack)))
  context.on('request', request => {
    const url = request.url()
    if (url === `${home}/policy-reports`)
      complaints.push(`Refused by the Content Security Policy: ${request.postData()}`)
    if (!url.startsWith(`${home}/`) && !/^(data|blob):/.test(url)) foreign.push(url)
  })
  return {
    /** A browser says aloud what the network refuses; a journey that causes it says so. */
    expects: (complaint: RegExp) => expected.push(complaint),
    /** Another site that the journey leads through on purpose. */
    visits: (site: string) => visited.push(`${site}/`),
    expectQuiet: () => {
      expect(
        complaints.filter(words => !expected.some(each => each.test(words))),
        'nothing unexpected in the browser console',
      ).toEqual([])
      const strange = foreign.filter(url => !visited.some(site => url.startsWith(site)))
      expect(strange, 'no request to another host').toEqual([])
    },
  }
}
