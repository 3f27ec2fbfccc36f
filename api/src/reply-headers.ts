/** What a reply says besides its body; filled in while the request is let in. */
export type ReplyHeaders = { 'x-request-id': string; [name: string]: string }

/** On every reply of data: it is what it says it is, is no page, and stands in nobody's frame. */
export const dataHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}
