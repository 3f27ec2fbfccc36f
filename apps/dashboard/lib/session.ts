import type { Me } from '@frontdesk/contract/accounts'
import { useEffect } from 'react'
import { api, hasCode, hasStatus } from './api.ts'
import { readSession, readSetup, signOut } from './endpoints.ts'
import { paths } from './paths.ts'
import { forgetAll, type Query, useQuery } from './query.ts'

// A browser that nobody signed in with asks first whether there is anything to sign in to.
const seen = 'signed-in'
export const wasSignedIn = () => window.localStorage.getItem(seen) !== null

export const rememberSignedIn = () => window.localStorage.setItem(seen, '1')

const loadMe = async (): Promise<Me> => {
  if (!wasSignedIn() && (await api.call(readSetup)).needed) {
    window.location.replace(paths.welcome)
    return new Promise(() => {})
  }
  const me = await api.call(readSession)
  rememberSignedIn()
  return me
}

/** Who is signed in; whoever still has to show a second factor is sent there, a stranger is sent to sign in, or to the first run while there is no organization. */
export const useMe = (): Query<Me> => {
  const me = useQuery('me', loadMe)
  const stranger = hasStatus(me.problem, 401)
  const incomplete = hasCode(me.problem, 'second-factor-required')
  useEffect(() => {
    if (stranger) void sendToTheDoor()
    if (incomplete) window.location.replace(paths.secondFactor(whereabouts()))
  }, [stranger, incomplete])
  return me
}

const sendToTheDoor = async () => {
  const { needed } = await api.call(readSetup).catch(() => ({ needed: false }))
  window.location.replace(needed ? paths.welcome : paths.signIn(whereabouts()))
}

const whereabouts = () => {
  const here = window.location.pathname + window.location.search
  return here === paths.home ? undefined : here
}

const afresh = 'started-afresh'

/** Loads the desk anew, here and in other tabs: what they show belongs to an organization that the session has left. */
export const startAfresh = () => {
  window.localStorage.setItem(afresh, new Date().toISOString())
  forgetAll()
  window.location.assign(paths.chat())
}

/** Follows a tab that has gone to another organization; to be called while the desk is open. */
export const followOtherTabs = () => {
  const follow = (event: StorageEvent) => {
    if (event.key === afresh) window.location.assign(paths.chat())
  }
  window.addEventListener('storage', follow)
  return () => window.removeEventListener('storage', follow)
}

export const leave = async () => {
  await api.call(signOut).catch(() => undefined)
  window.localStorage.removeItem(seen)
  forgetAll()
  window.location.assign(paths.signIn())
}
