export type FailureKind = 'refused-address' | 'unreachable' | 'timeout' | 'too-large' | 'redirect' | 'malformed'

// What is refused and what is not there read the same: nobody learns here what stands behind a wall.
const nobodyThere = 'Nothing on the public internet answers at this address. Check it, and that everybody can reach it.'
const sentences: Record<FailureKind, string> = {
  'refused-address': nobodyThere,
  unreachable: nobodyThere,
  timeout: 'The server at this address did not answer in time. Try again later.',
  'too-large': 'The server at this address sent more than is read from one address.',
  redirect: 'This address leads on too often, or to where it may not. Use the address that it ends at.',
  malformed: 'The server at this address sent something that is not a proper answer.',
}

/** Why nothing came of a request to an outside address. The message is for whoever typed it, the cause is for the log. */
export class FetchFailure extends Error {
  readonly kind: FailureKind
  constructor(kind: FailureKind, options?: ErrorOptions) {
    super(sentences[kind], options)
    this.name = 'FetchFailure'
    this.kind = kind
  }

  /** Whether the other side may have had the request all the same. */
  get mayHaveArrived(): boolean {
    // A redirect says nothing of that: many lead on to a page that shows what they have just done.
    if (this.kind === 'refused-address') return false
    const { cause } = this
    return !(cause instanceof Error && 'code' in cause && nothingSent.test(String(cause.code)))
  }
}

const nothingSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** As the system's own resolver would put it: whoever asked knows that nothing was sent. */
export const nameUnknown = (name: string): FetchFailure =>
  new FetchFailure('unreachable', { cause: Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' }) })

const late = /^(UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT)$/
const garbled = /^(Z_|ERR__ERROR_FORMAT)/

/** Whatever broke on the way, as one of the family. */
export const failureOf = (cause: unknown): FetchFailure => {
  if (cause instanceof FetchFailure) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const isNoHttp = cause instanceof Error && cause.name === 'HTTPParserError'
  if (isNoHttp || garbled.test(code)) return new FetchFailure('malformed', { cause })
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new FetchFailure('too-large', { cause })
  return new FetchFailure(late.test(code) ? 'timeout' : 'unreachable', { cause })
}
