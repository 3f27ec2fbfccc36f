import type { SignedIn } from '@frontdesk/contract/accounts'
import type { NewPasskeyOptions, Passkey, PasskeyOptions } from '@frontdesk/contract/passkeys'
import type { Api } from './api.ts'
import type { CheckedAnswer } from './api-answer.ts'
import { type Lies, type PasskeyDevice, passkeyDevice } from './passkey-device.ts'

/** A browser with a device for passkeys, which asks by API and brings back the cookie that it was given. */
export const passkeyBrowser = (api: Api, device: PasskeyDevice = passkeyDevice()) => {
  let cookie = ''

  const begin = async <Options>(route: string, key?: string): Promise<Options> => {
    const { status, headers, body } = await api.call(route, { key })
    if (status !== 200) throw new Error(`${route} answered ${status}: ${JSON.stringify(body)}`)
    cookie = headers.get('set-cookie')?.split(';')[0] ?? ''
    return body as Options
  }
  const send = (route: string, body: unknown, key?: string): Promise<CheckedAnswer> =>
    api.call(route, { key, body, headers: { cookie } })

  const browser = {
    device,
    /** The cookie of what was asked last. */
    cookie: () => cookie,
    begin,
    send,
    tryToAdd: async (key: string, { name = 'Laptop', lies = {} as Lies } = {}) => {
      const options = await begin<NewPasskeyOptions>('POST /passkeys', key)
      return send('POST /passkeys/confirm', { name, answer: device.make(options, lies) }, key)
    },
    tryToSignIn: async (lies: Lies = {}) => {
      const options = await begin<PasskeyOptions>('POST /session/passkey')
      return send('POST /session/passkey/confirm', { answer: device.use(options, lies) })
    },
    tryToShow: async (key: string, lies: Lies = {}) => {
      const options = await begin<PasskeyOptions>('POST /session/passkey')
      return send('POST /session/second-factor/passkey', { answer: device.use(options, lies) }, key)
    },
    /** For what has to work. */
    add: async (key: string, name?: string): Promise<Passkey> =>
      worked<Passkey>(await browser.tryToAdd(key, name === undefined ? {} : { name })),
    signIn: async (): Promise<string> => worked<SignedIn>(await browser.tryToSignIn()).session.token,
  }
  return browser
}

const worked = <T>({ status, body }: CheckedAnswer): T => {
  if (status !== 201) throw new Error(`A passkey did not work: ${status} ${JSON.stringify(body)}`)
  return body as T
}
