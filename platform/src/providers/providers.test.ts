import { startGitHubServer } from '@frontdesk/testing/github-server'
import { browse, startOpenIdServer } from '@frontdesk/testing/openid-server'
import { expect, onTestFinished, test } from 'vitest'
import { createGitHub } from './github.ts'
import { openProvider } from './open.ts'
import { createOpenId } from './openid.ts'
import { providersSuite, returnUrl } from './providers.suite.ts'

providersSuite('OpenID', async () => {
  const server = await startOpenIdServer(returnUrl)
  return { server, provider: createOpenId({ id: 'oidc', name: 'Northwind', ...server }) }
})

providersSuite('GitHub', async () => {
  const server = await startGitHubServer()
  return { server, provider: createGitHub({ id: 'github', name: 'GitHub', ...server }) }
})

test('a nonce that is another one, so a token of another sign-in, proves nobody', async () => {
  const server = await startOpenIdServer(returnUrl)
  onTestFinished(server.close)
  server.visitor = { subject: '4711', email: 'olivia@example.com', emailVerified: true }
  const provider = openProvider({ id: 'google', name: 'Google', ...server })
  const { url, departure } = await provider.begin(returnUrl)
  const cameBackTo = await browse(url, returnUrl)
  await expect(provider.finish(cameBackTo, { ...departure, nonce: 'another' })).rejects.toMatchObject({
    name: 'ProviderFailure',
    retryable: false,
  })
})

test('where a provider goes unencrypted over the network, nobody is sent', async () => {
  const provider = createOpenId({
    id: 'oidc',
    name: 'Northwind',
    url: 'http://192.0.2.1',
    clientId: 'a',
    clientSecret: 'b',
  })
  await expect(provider.begin(returnUrl)).rejects.toMatchObject({ name: 'ProviderFailure' })
})
