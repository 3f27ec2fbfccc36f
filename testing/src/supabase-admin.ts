import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

type Lite = {
  url: string
  key: string
  secretKey: string
  /** All that Lite has said so far; it says the mails that it would send. */
  said: () => string
}
type Answer = { status: number; headers?: Record<string, string>; body: string }

/**
 * Supabase with the requests for administrators that we need, which Lite does not have yet: it makes an account and
 * sets a password or an address for whoever shows the secret key, by way of what Lite does have, and hands everything else on.
 */
export const startSupabaseAdmin = async (lite: Lite) => {
  const addresses = new Map<string, string>()

  const ask = async (method: string, path: string, body: string, headers: Record<string, string> = {}) => {
    const all = { 'content-type': 'application/json', apikey: lite.key, ...headers }
    const reply = await fetch(lite.url + path, { method, headers: all, ...(body ? { body } : {}), redirect: 'manual' })
    const text = await reply.text()
    const user = path.startsWith('/auth/v1/signup') && reply.ok ? JSON.parse(text).user : undefined
    if (user) addresses.set(user.id, user.email)
    return { status: reply.status, headers: Object.fromEntries(reply.headers), body: text }
  }

  const createUser = async (text: string): Promise<Answer> => {
    const { email, password, email_confirm, user_metadata: data } = JSON.parse(text)
    if (email_confirm !== true) return refusal(400, 'unexpected', 'Only confirmed accounts are made here')
    const made = await ask('POST', '/auth/v1/signup', JSON.stringify({ email, password, data }))
    if (made.status === 422 && made.body.includes('user_already_exists'))
      return refusal(422, 'email_exists', 'A user with this email address has already been registered')
    return made.status === 200 ? { status: 200, body: JSON.stringify(JSON.parse(made.body).user) } : made
  }

  // For Supabase each of these is one step; here it is several.
  let last: Promise<unknown> = Promise.resolve()
  const oneAfterTheOther = (step: () => Promise<Answer>): Promise<Answer> => {
    const next = last.then(step, step)
    last = next
    return next
  }

  const changeUser = async (id: string, text: string): Promise<Answer> => {
    const email = addresses.get(id)
    if (!email) return refusal(404, 'user_not_found', 'User not found')
    const before = lite.said().length
    await ask('POST', '/auth/v1/recover', JSON.stringify({ email }))
    const token = await codeIn(() => lite.said().slice(before), email, 'Reset')
    const recovery = await ask('POST', '/auth/v1/verify', JSON.stringify({ type: 'recovery', email, token }))
    const authorization = `Bearer ${JSON.parse(recovery.body).access_token}`
    const changed = await setAs(id, text, authorization)
    await ask('POST', '/auth/v1/logout?scope=local', '', { authorization })
    return changed
  }

  const setAs = async (id: string, text: string, authorization: string): Promise<Answer> => {
    const { email, email_confirm, ...others } = JSON.parse(text)
    if (email === undefined) return ask('PUT', '/auth/v1/user', text, { authorization })
    if (email_confirm !== true) return refusal(400, 'unexpected', 'Only confirmed addresses are set here')
    const before = lite.said().length
    const asked = await ask('PUT', '/auth/v1/user', JSON.stringify({ email, ...others }), { authorization })
    if (asked.status !== 200) return asked
    const token = await codeIn(() => lite.said().slice(before), email, 'Confirm')
    const verified = await ask('POST', '/auth/v1/verify', JSON.stringify({ type: 'email_change', email, token }))
    if (verified.status !== 200) return verified
    addresses.set(id, email)
    return { status: 200, body: JSON.stringify(JSON.parse(verified.body).user) }
  }

  const answer = async ({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): Promise<Answer> => {
    const [path = '', id] = /^\/auth\/v1\/admin\/users(?:\/([\w-]+))?$/.exec(url) ?? []
    if (!path) return ask(method, url, body, passedOn(headers))
    if (headers.authorization !== `Bearer ${lite.secretKey}`) return refusal(401, 'no_authorization', 'Not an admin')
    if (method === 'POST' && !id) return createUser(body)
    if (method === 'PUT' && id) return oneAfterTheOther(() => changeUser(id, body))
    return refusal(405, 'unexpected', 'Nobody asks for this')
  }

  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    const failed = (error: unknown) => refusal(502, 'unexpected_failure', String(error))
    const { status, headers, body } = await answer(request, Buffer.concat(chunks).toString()).catch(failed)
    const { 'content-length': _, 'transfer-encoding': __, ...kept } = headers ?? { 'content-type': 'application/json' }
    response.writeHead(status, kept).end(body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const refusal = (status: number, error_code: string, msg: string): Answer => ({
  status,
  body: JSON.stringify({ code: status, error_code, msg }),
})

const passedOn = (headers: IncomingMessage['headers']) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !/^(host|connection|content-length|accept-encoding)$/.test(name)
        ? [[name, value]]
        : [],
    ),
  )

const codeIn = async (said: () => string, email: string, subject: string): Promise<string> => {
  const mail = new RegExp(`To: ${email.replaceAll('.', '\\.')}\\nSubject: ${subject}[^:]*?code: (\\d+)`, 'i')
  for (let tries = 0; tries < 100; tries++) {
    const code = mail.exec(said())?.[1]
    if (code) return code
    await pause(20)
  }
  throw new Error('Supabase Lite mailed no code')
}
