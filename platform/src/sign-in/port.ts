import type { Proven } from '../providers/port.ts'
import type {
  Answered,
  Asked,
  NewPasskeyAnswer,
  NewPasskeyOptions,
  Passkey,
  PasskeyAnswer,
  PasskeyOptions,
  PasskeyOutcome,
} from './passkey.ts'

export type { Passkey, PasskeyOutcome } from './passkey.ts'

export type Person = {
  id: string
  name: string
  email: string
  /** Somebody has opened a link that went to this address. */
  emailVerified: boolean
}
export type Session = {
  id: string
  person: Person
  token: string
  expiresAt: Date
  /** The person has set up an authenticator app. */
  hasFactor: boolean
  /** This session has shown it, or a passkey that counts as one. */
  hasShownFactor: boolean
  /** When its person last proved who they are; undefined for one that only goes on. */
  provenAt: Date | undefined
}

/** Codes of an authenticator app, and recovery codes in their place. `blocked`: too many wrong ones, wait a while. */
export interface SecondFactor {
  /** A new secret to put into an app; it counts once it is confirmed. Undefined when there is a confirmed one already. */
  enrol(person: Person): Promise<{ secret: string; uri: string } | undefined>
  /** The first code confirms; the recovery codes come back this once. The session has then shown the factor. */
  confirm(session: Session, code: string): Promise<string[] | false | 'blocked'>
  /** A code, or a recovery code, each of which counts once. */
  show(session: Session, code: string): Promise<boolean | 'blocked'>
  /** Takes the factor away, for a code. */
  remove(session: Session, code: string): Promise<boolean | 'blocked'>
  /** New recovery codes, which come back this once, in place of all others. Undefined when there is no factor. */
  renewCodes(person: Person): Promise<string[] | undefined>
}

export type LinkPurpose = 'password-reset' | 'email-verification'

/** Another service that the person can sign in with. */
export type LinkedProvider = { provider: string; linkedAt: Date }

/** Links to a person's own address. Each token works once, until it has run out or the address is another one. */
export interface MailedLinks {
  /** Undefined when no account has this address; that takes as long. The token is kept as a hash. */
  issue(purpose: LinkPurpose, email: string, validMs: number): Promise<{ token: string; person: Person } | undefined>
  /** Whose link it is, without using it up. */
  read(purpose: LinkPurpose, token: string): Promise<Person | undefined>
  /** Sets the password, which is already valid; ends all of the person's sessions and other links to a new password. */
  resetPassword(token: string, password: string): Promise<Person | undefined>
  verifyEmail(token: string): Promise<Person | undefined>
}

/** Links that prove another address before it is the person's own. */
export interface EmailChange {
  /** False where addresses are kept by a service that lets nobody else change them. */
  readonly isPossible: boolean
  /** What the link carries; the token is kept as a hash. Undefined when somebody has the address; that takes as long. */
  issue(personId: string, email: string, validMs: number): Promise<string | undefined>
  /**
   * Makes the address that the link went to the person's own, and ends all their other links. `taken`: somebody has it by
   * now. Undefined for a link that does not work, or is another person's.
   */
  finish(personId: string, token: string): Promise<Person | 'taken' | undefined>
}

/** Where somebody signed in from, for them to recognise it by. */
export type Origin = { ip: string; userAgent?: string | undefined }
export type ListedSession = {
  id: string
  startedAt: Date
  expiresAt: Date
  ip: string | null
  userAgent: string | null
}

/** Accounts of people whom another service vouches for. */
export interface ProvenAccounts {
  /** `isNew`: it is the first time this way. Undefined when no account is surely theirs. */
  signIn(proven: Proven, from: Origin): Promise<{ session: Session; isNew: boolean } | undefined>
  /** Makes an account without a password and signs it in; undefined when its address, or the service's person, has one. */
  register(proven: Proven, from: Origin): Promise<Session | undefined>
  /** Oldest first. */
  linked(personId: string): Promise<LinkedProvider[]>
  /** `taken`: it opens another account. `other`: the person has linked somebody else of the same service. */
  link(personId: string, proven: Proven): Promise<'linked' | 'taken' | 'other'>
  /** Never the last way in, of which `usable` are the services that people may use here. False when it was not linked. */
  unlink(personId: string, provider: string, usable: readonly string[]): Promise<boolean | 'last'>
  /** Whether it is this person whom the service vouches for. */
  isOf(personId: string, proven: Proven): Promise<boolean>
}

/**
 * Keys that people's devices keep for this installation's address alone. What is asked counts once, within five minutes,
 * and only with what was sealed for it.
 */
export interface Passkeys {
  /** Newest first. */
  list(personId: string): Promise<Passkey[]>
  askForNew(session: Session): Promise<Asked<NewPasskeyOptions>>
  /** Undefined for what was not asked so. A session that owed a second factor has shown the new one, if it is one. */
  add(session: Session, made: Answered<NewPasskeyAnswer> & { name: string }): Promise<Passkey | undefined>
  /** The same whoever asks: the device knows for whom it has a key. */
  ask(): Asked<PasskeyOptions>
  signIn(used: Answered<PasskeyAnswer>, from: Origin): Promise<PasskeyOutcome<{ session: Session }>>
  /** Completes a session of the passkey's person, if the device asked who is using it. */
  show(session: Session, used: Answered<PasskeyAnswer>): Promise<PasskeyOutcome<unknown>>
  /** Undefined when it is none of theirs. */
  rename(person: Person, passkeyId: string, name: string): Promise<Passkey | undefined>
  /** Ends the sessions in which it was added or used; this one goes on, without what the passkey had shown. */
  remove(session: Session, passkeyId: string): Promise<Passkey | undefined>
}

/**
 * Who is this person. It knows nothing of organizations and roles: those are the product's own. Whatever needs a service
 * may throw SignInFailure.
 */
export interface SignIn {
  readonly secondFactor: SecondFactor
  readonly links: MailedLinks
  readonly emailChange: EmailChange
  /** Absent where people come by a service that has such providers itself. */
  readonly provenAccounts?: ProvenAccounts
  /** Absent where people come by a service, and where browsers take no passkeys. */
  readonly passkeys?: Passkeys
  /** Makes an account and signs it in; undefined when the address is taken. The name and address are already valid. */
  register(input: { name: string; email: string; password: string }, from?: Origin): Promise<Session | undefined>
  /** Undefined when address and password do not fit together; unknown addresses take as long as known ones. */
  signIn(input: { email: string; password: string }, from?: Origin): Promise<Session | undefined>
  /** Whether an account has this address. */
  isTaken(email: string): Promise<boolean>
  /** Whose session this token is; undefined when it ended, was ended, or never was. */
  find(token: string): Promise<Session | undefined>
  /** Ending what has ended is no error. */
  signOut(token: string): Promise<void>
  /** The person's sessions that have not ended, newest first. */
  sessions(personId: string): Promise<ListedSession[]>
  /** Ends one of the person's sessions, or all but one; tells how many. */
  endSessions(personId: string, which: { only: string } | { allBut: string }): Promise<number>
  /** False when the present password is another one. The new one is already valid. The session `goesOn` stays. */
  changePassword(personId: string, passwords: { current: string; next: string; goesOn?: string }): Promise<boolean>
  /** Whether it is the person's password. */
  isPassword(personId: string, password: string): Promise<boolean>
  /** Whether the person has one at all. */
  hasPassword(personId: string): Promise<boolean>
  /** Notes that whoever has the session has just proved who they are, in whatever way. */
  markProven(sessionId: string): Promise<void>
  /** The new name is already valid. */
  rename(personId: string, name: string): Promise<void>
  /** Notes that the person's address is this one: proven by something that was mailed to it. */
  keepVerified(personId: string, email: string): Promise<void>
}

/**
 * Why a service that knows people did not do what was asked. `away`: not reached, or too busy; `unconfirmed`: the address
 * has to be confirmed by its mail first; `refused-password`: too weak or too long for it; `closed`: it takes no new accounts.
 */
export class SignInFailure extends Error {
  override readonly name = 'SignInFailure'
  readonly kind: 'away' | 'unconfirmed' | 'refused-password' | 'closed'
  constructor(kind: SignInFailure['kind'], cause?: unknown) {
    super(`The sign-in service: ${kind}`, cause === undefined ? {} : { cause })
    this.kind = kind
  }
}
