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

test('who has to prove it anew is asked by a provider that can, and signed in a moment ago by its own word', async () => {
  const server = await startOpenIdServer(returnUrl)
  onTestFinished(server.close)
  server.visitor = { subject: '4711', email: 'olivia@example.com', emailVerified: true }
  const askedOf = (url: string) => [...new URL(url).searchParams].filter(([name]) => /prompt|max_age/.test(name))
  const provider = createOpenId({ id: 'oidc', name: 'Northwind', ...server })
  const { url, departure } = await provider.begin(returnUrl, { anew: true })
  expect(askedOf(url)).toEqual([
    ['prompt', 'login'],
    ['max_age', '300'],
  ])
  expect(await provider.finish(await browse(url, returnUrl), departure)).toMatchObject({ subject: '4711' })
  // An answer that does not say when they signed in is none to that question.
  const plain = await provider.begin(returnUrl)
  const cameBackTo = await browse(plain.url, returnUrl)
  await expect(provider.finish(cameBackTo, { ...plain.departure, anew: true })).rejects.toMatchObject({
    name: 'ProviderFailure',
    retryable: false,
  })
  for (const other of [
    createOpenId({ id: 'google', name: 'Google', ...server }),
    createGitHub({ id: 'github', name: 'GitHub', ...server }),
  ])
    expect(askedOf((await other.begin(returnUrl, { anew: true })).url)).toEqual([])
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
