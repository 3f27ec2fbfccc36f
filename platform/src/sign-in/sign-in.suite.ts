import { expect, test } from 'vitest'
import type { SignIn } from './port.ts'

const password = 'correct horse battery'
let people = 0

const newPerson = (name: string) => ({ name, email: `${name.toLowerCase()}.${++people}@example.com`, password })

/** What every way to sign in promises. `advance` moves the clock that it was given. */
export function signInSuite(
  name: string,
  open: () => Promise<{ signIn: SignIn; advance: (ms: number) => void }>,
): void {
  test(`${name}: who registers is signed in, and can sign in again`, async () => {
    const { signIn } = await open()
    const olivia = newPerson('Olivia')
    const first = await signIn.register(olivia)
    const again = await signIn.signIn({ email: olivia.email.toUpperCase(), password })
    expect(first?.person).toMatchObject({ name: 'Olivia', email: olivia.email })
    expect(again?.person).toEqual(first?.person)
    expect(again?.token).not.toBe(first?.token)
  })

  test(`${name}: an address is taken once, also by two at the same moment`, async () => {
    const { signIn } = await open()
    const olivia = newPerson('Olivia')
    const both = await Promise.all([signIn.register(olivia), signIn.register(olivia)])
    expect(both.filter(Boolean)).toHaveLength(1)
    expect(await signIn.register({ ...olivia, name: 'Mallory' })).toBeUndefined()
    expect(await signIn.isTaken(olivia.email.toUpperCase())).toBe(true)
    expect(await signIn.isTaken(`not.${olivia.email}`)).toBe(false)
  })

  test(`${name}: a wrong password and an unknown address look alike`, async () => {
    const { signIn } = await open()
    const olivia = newPerson('Olivia')
    await signIn.register(olivia)
    expect(await signIn.signIn({ email: olivia.email, password: 'wrong horse battery' })).toBeUndefined()
    expect(await signIn.signIn({ email: 'nobody@example.com', password })).toBeUndefined()
  })

  test(`${name}: a token finds its person until it ends`, async () => {
    const { signIn, advance } = await open()
    const session = await signIn.register(newPerson('Olivia'))
    if (!session) throw new Error('Olivia could not register')
    expect(await signIn.find(session.token)).toEqual(session)
    advance(13 * 24 * 60 * 60 * 1000)
    expect(await signIn.find(session.token)).toEqual(session)
    advance(24 * 60 * 60 * 1000 + 1000)
    expect(await signIn.find(session.token)).toBeUndefined()
  })

  test(`${name}: signing out ends this session and no other`, async () => {
    const { signIn } = await open()
    const olivia = newPerson('Olivia')
    const desk = await signIn.register(olivia)
    const phone = await signIn.signIn(olivia)
    if (!desk || !phone) throw new Error('Olivia could not sign in')
    await signIn.signOut(desk.token)
    await signIn.signOut(desk.token)
    expect(await signIn.find(desk.token)).toBeUndefined()
    expect(await signIn.find(phone.token)).toEqual(phone)
  })

  test(`${name}: what was never a token finds nobody and breaks nothing`, async () => {
    const { signIn } = await open()
    const session = await signIn.register(newPerson('Olivia'))
    if (!session) throw new Error('Olivia could not register')
    const forged = session.token.slice(0, -1) + (session.token.endsWith('A') ? 'B' : 'A')
    for (const token of ['', 'x', forged, '\u0000', 'é'.repeat(76), session.token.slice(0, 32), `${session.token} `])
      expect(await signIn.find(token), token).toBeUndefined()
    await signIn.signOut('x')
  })

  test(`${name}: sessions are listed newest first with where they began, and end one by one or all but one`, async () => {
    const { signIn, advance } = await open()
    const olivia = newPerson('Olivia')
    const desk = await signIn.register(olivia, { ip: '192.0.2.1', userAgent: 'Desk' })
    advance(1_000)
    const phone = await signIn.signIn(olivia, { ip: '192.0.2.7', userAgent: 'Phone' })
    const other = await signIn.register(newPerson('Adam'))
    if (!desk || !phone || !other) throw new Error('Somebody could not sign in')
    const { id } = desk.person
    expect((await signIn.sessions(id)).map(({ id }) => id).toSorted()).toEqual([desk.id, phone.id].toSorted())
    expect(await signIn.sessions(id)).toContainEqual(
      expect.objectContaining({ id: phone.id, ip: '192.0.2.7', userAgent: 'Phone', expiresAt: phone.expiresAt }),
    )
    expect(await signIn.sessions(id)).toContainEqual(
      expect.objectContaining({ id: desk.id, ip: '192.0.2.1', userAgent: 'Desk' }),
    )
    expect(await signIn.endSessions(id, { only: other.id })).toBe(0)
    expect(await signIn.endSessions(id, { allBut: phone.id })).toBe(1)
    expect(await signIn.find(desk.token)).toBeUndefined()
    expect(await signIn.find(other.token)).toBeDefined()
    expect(await signIn.endSessions(id, { only: phone.id })).toBe(1)
    expect(await signIn.sessions(id)).toEqual([])
  })

  test(`${name}: a password is changed by whoever knows the present one, and counts at once`, async () => {
    const { signIn } = await open()
    const olivia = newPerson('Olivia')
    const person = (await signIn.register(olivia))?.person
    const next = 'another horse battery'
    expect(await signIn.changePassword(person?.id ?? '', { current: 'wrong horse battery', next })).toBe(false)
    expect(await signIn.changePassword('nobody', { current: password, next })).toBe(false)
    expect(await signIn.changePassword(person?.id ?? '', { current: password, next })).toBe(true)
    expect(await signIn.signIn(olivia)).toBeUndefined()
    expect((await signIn.signIn({ ...olivia, password: next }))?.person).toEqual(person)
    const both = ['first', 'second'].map(which =>
      signIn.changePassword(person?.id ?? '', { current: next, next: `the ${which} horse battery` }),
    )
    expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1)
  })

  test(`${name}: a link to a new password works once, ends every session and every other such link`, async () => {
    const { signIn } = await open()
    const olivia = newPerson('Olivia')
    const desk = await signIn.register(olivia)
    const issue = async () =>
      (await signIn.links.issue('password-reset', olivia.email.toUpperCase(), 60_000))?.token ?? ''
    const [token, other] = [await issue(), await issue()]
    expect(await signIn.links.read('password-reset', token)).toEqual(desk?.person)
    const next = 'another horse battery'
    const all = await Promise.all([1, 2, 3].map(() => signIn.links.resetPassword(token, next)))
    expect(all.filter(Boolean)).toEqual([{ ...desk?.person, emailVerified: true }])
    expect(await signIn.find(desk?.token ?? '')).toBeUndefined()
    expect(await signIn.signIn(olivia)).toBeUndefined()
    expect((await signIn.signIn({ ...olivia, password: next }))?.person.emailVerified).toBe(true)
    for (const used of [token, other, '', 'nonsense']) {
      expect(await signIn.links.read('password-reset', used)).toBeUndefined()
      expect(await signIn.links.resetPassword(used, 'a third horse battery')).toBeUndefined()
    }
    expect(await signIn.links.issue('password-reset', `not.${olivia.email}`, 60_000)).toBeUndefined()
  })

  test(`${name}: a link is good for its purpose, until it runs out`, async () => {
    const { signIn, advance } = await open()
    const olivia = newPerson('Olivia')
    const person = (await signIn.register(olivia))?.person
    expect(person?.emailVerified).toBe(false)
    const issue = async () => (await signIn.links.issue('email-verification', olivia.email, 60_000))?.token ?? ''
    const [token, late] = [await issue(), await issue()]
    expect(await signIn.links.resetPassword(token, 'another horse battery')).toBeUndefined()
    expect(await signIn.links.verifyEmail(token)).toEqual({ ...person, emailVerified: true })
    expect(await signIn.links.verifyEmail(token)).toBeUndefined()
    advance(60_000)
    expect(await signIn.links.verifyEmail(late)).toBeUndefined()
  })

  test(`${name}: a person has the name that they give themselves, and no proof of an address that is not theirs`, async () => {
    const { signIn } = await open()
    const olivia = newPerson('Olivia')
    const person = (await signIn.register(olivia))?.person
    await signIn.rename(person?.id ?? '', 'Olivia Berg')
    await signIn.keepVerified(person?.id ?? '', 'another@example.com')
    expect((await signIn.signIn(olivia))?.person).toEqual({ ...person, name: 'Olivia Berg' })
    await signIn.keepVerified(person?.id ?? '', olivia.email)
    expect((await signIn.signIn(olivia))?.person.emailVerified).toBe(true)
  })

  test(`${name}: a session is proven when it begins, and anew when its person proves who they are`, async () => {
    const { signIn, advance } = await open()
    const olivia = newPerson('Olivia')
    const desk = await signIn.register(olivia)
    const phone = await signIn.signIn(olivia)
    const { id } = desk?.person ?? { id: '' }
    expect(await signIn.hasPassword(id)).toBe(true)
    expect(await signIn.hasPassword('nobody')).toBe(false)
    expect(await signIn.isPassword(id, 'wrong horse battery')).toBe(false)
    expect(await signIn.isPassword('nobody', password)).toBe(false)
    expect(await signIn.isPassword(id, password)).toBe(true)
    const provenAt = async (token = '') => (await signIn.find(token))?.provenAt?.getTime() ?? 0
    const begun = await provenAt(desk?.token)
    expect(begun).toBe(desk?.provenAt?.getTime())
    advance(60_000)
    expect(await provenAt(desk?.token)).toBe(begun)
    await signIn.markProven(desk?.id ?? '')
    expect(await provenAt(desk?.token)).toBeGreaterThanOrEqual(begun + 60_000)
    expect(await provenAt(phone?.token)).toBeLessThan(begun + 60_000)
  })

  test(`${name}: another address counts once its link was opened by its person, and nobody’s address is taken`, async () => {
    const { signIn, advance } = await open()
    const [olivia, adam] = [newPerson('Olivia'), newPerson('Adam')]
    const person = (await signIn.register(olivia))?.person
    const other = (await signIn.register(adam))?.person
    const id = person?.id ?? ''
    const wanted = newPerson('Berg').email
    const issue = async (by: string, email = wanted) => (await signIn.emailChange.issue(by, email, 60_000)) ?? ''
    expect(signIn.emailChange.isPossible).toBe(true)
    expect(await issue(id, adam.email.toUpperCase())).toBe('')
    const late = await issue(id)
    advance(60_000)
    const [token, second, adams] = [
      await issue(id, wanted.toUpperCase()),
      await issue(id),
      await issue(other?.id ?? ''),
    ]
    for (const bad of [late, adams, '', 'nonsense']) expect(await signIn.emailChange.finish(id, bad)).toBeUndefined()
    expect(await signIn.emailChange.finish(other?.id ?? '', token)).toBeUndefined()
    expect((await signIn.signIn(olivia))?.person).toEqual(person)
    const all = await Promise.all([1, 2, 3].map(() => signIn.emailChange.finish(id, token)))
    expect(all.filter(Boolean)).toEqual([{ ...person, email: wanted, emailVerified: true }])
    expect(await signIn.emailChange.finish(id, second)).toBeUndefined()
    expect(await signIn.signIn(olivia)).toBeUndefined()
    expect((await signIn.signIn({ ...olivia, email: wanted }))?.person).toEqual({
      ...person,
      email: wanted,
      emailVerified: true,
    })
    expect(await signIn.emailChange.finish(other?.id ?? '', adams)).toBe('taken')
    expect((await signIn.signIn(adam))?.person).toEqual(other)
  })

  test(`${name}: of two people who take one address at the same moment one has it`, async () => {
    const { signIn } = await open()
    const people = await Promise.all(['Olivia', 'Adam'].map(each => signIn.register(newPerson(each))))
    const wanted = newPerson('Desk').email
    const taken = await Promise.all(
      people.map(async session => {
        const id = session?.person.id ?? ''
        return signIn.emailChange.finish(id, (await signIn.emailChange.issue(id, wanted, 60_000)) ?? '')
      }),
    )
    expect(taken.filter(each => each !== 'taken' && each?.email === wanted)).toHaveLength(1)
  })
}
