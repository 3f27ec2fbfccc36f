import { browse, type ProviderServer } from '@frontdesk/testing/openid-server'
import { expect, onTestFinished, test } from 'vitest'
import type { Provider } from './port.ts'

export const returnUrl = 'http://127.0.0.1:3000/sign-in/return'
const olivia = { subject: '4711', email: 'olivia@example.com', emailVerified: true, name: 'Olivia Berg' }

type Started = { server: ProviderServer; provider: Provider }

export function providersSuite(name: string, start: () => Promise<Started>): void {
  const open = async (visitor: ProviderServer['visitor'] = olivia) => {
    const started = await start()
    onTestFinished(() => started.server.close())
    started.server.visitor = visitor
    return started
  }
  const refused = { name: 'ProviderFailure', retryable: false }

  test(`${name}: who signs in there is proven here, with the address and whether it is theirs`, async () => {
    const { server, provider } = await open()
    for (const visitor of [olivia, { ...olivia, emailVerified: false }]) {
      server.visitor = visitor
      const { url, departure } = await provider.begin(returnUrl)
      const proven = await provider.finish(await browse(url, returnUrl), departure)
      expect(proven).toEqual({ provider: provider.config.id, ...visitor })
    }
  })

  test(`${name}: who says no there is nobody here`, async () => {
    const { server, provider } = await open()
    server.visitor = undefined
    const { url, departure } = await provider.begin(returnUrl)
    const cameBackTo = await browse(url, returnUrl)
    await expect(provider.finish(cameBackTo, departure)).rejects.toMatchObject({
      ...refused,
      message: `You did not sign in with ${provider.config.name}.`,
    })
  })

  test(`${name}: an answer counts once, for the browser that asked, and for no other question`, async () => {
    const { provider } = await open()
    const [mine, other] = [await provider.begin(returnUrl), await provider.begin(returnUrl)]
    const cameBackTo = await browse(mine.url, returnUrl)
    await expect(provider.finish(cameBackTo, other.departure)).rejects.toMatchObject(refused)
    const changed = { ...mine.departure, verifier: other.departure.verifier }
    await expect(provider.finish(cameBackTo, changed)).rejects.toMatchObject(refused)
    const again = await provider.begin(returnUrl)
    const once = await browse(again.url, returnUrl)
    await provider.finish(once, again.departure)
    await expect(provider.finish(once, again.departure)).rejects.toMatchObject(refused)
    for (const query of [
      '',
      '?code=',
      `?state=${again.departure.state}`,
      `?code=made-up&state=${again.departure.state}`,
    ])
      await expect(provider.finish(new URL(returnUrl + query), again.departure)).rejects.toMatchObject(refused)
  })

  test(`${name}: a service that is away is told apart from one that says no`, async () => {
    const { server, provider } = await open()
    const { url, departure } = await provider.begin(returnUrl)
    const cameBackTo = await browse(url, returnUrl)
    await server.close()
    await expect(provider.finish(cameBackTo, departure)).rejects.toMatchObject({ ...refused, retryable: true })
  })
}
