import type { ProviderConfig } from '../provider-config.ts'

/** What the browser has to keep between leaving for a provider and coming back from it. */
export type Departure = { state: string; nonce: string; verifier: string; anew: boolean }

/** Whom a provider vouches for. */
export type Proven = {
  provider: string
  /** The provider's own name for the person, which never changes. */
  subject: string
  email: string
  /** The provider has seen that the address is theirs. */
  emailVerified: boolean
  /** What the person is called there; where they have told nothing, as their address begins. */
  name: string
}

/** It did not prove anybody: the person said no, the answer is not for this question, or the provider is away. */
export class ProviderFailure extends Error {
  readonly retryable: boolean
  constructor(message: string, { retryable, cause }: { retryable: boolean; cause?: unknown }) {
    super(message, { cause })
    this.name = 'ProviderFailure'
    this.retryable = retryable
  }
}

/** A service that proves who people are, by the authorization code flow with PKCE, state and, where there is one, nonce. */
export interface Provider {
  readonly config: ProviderConfig
  /**
   * Where to send the browser, and what it needs when it comes back to `returnUrl`. `anew`: whoever is signed in there
   * already has to prove it once more, as far as the provider can ask for that. Throws ProviderFailure.
   */
  begin(returnUrl: string, options?: { anew: boolean }): Promise<{ url: string; departure: Departure }>
  /** Who it is, from the address that the browser came back to. Throws ProviderFailure. */
  finish(cameBackTo: URL, departure: Departure): Promise<Proven>
}
