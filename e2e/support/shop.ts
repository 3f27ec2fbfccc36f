import type { NewOrganization, SignedIn } from '@frontdesk/contract/accounts'
import { setUp } from '@frontdesk/contract/accounts'
import type { AgentChange, NewAgent } from '@frontdesk/contract/agents'
import { createAgent, updateAgent } from '@frontdesk/contract/agents'
import { createClient } from '@frontdesk/contract/client'
import { pushDocument, readDocument } from '@frontdesk/contract/knowledge'
import { expect } from '@playwright/test'

export type Shop = Awaited<ReturnType<typeof openShop>>

export const olivia = {
  organizationName: 'Northwind Bikes',
  name: 'Olivia Berg',
  email: 'olivia@northwind.example',
  password: 'a bell, two brakes, three lights',
} satisfies NewOrganization

/** What tells our own pages from a foreign one that sends a cookie along. */
export const fromPage = { 'x-frontdesk': '1' }

/** Northwind Bikes with Olivia, its owner, and what she does through the API so that a journey can begin in the middle. */
export const openShop = async (baseUrl: string) => {
  const response = await createClient({ baseUrl }).request(setUp, { body: olivia })
  const { session } = (await response.json()) as SignedIn
  const api = createClient({ baseUrl, token: session.token })
  return {
    api,
    /** What Olivia's browser holds once she has signed in. */
    signedIn: { cookies: response.headers.getSetCookie().map(line => cookieOf(line, baseUrl)), origins: [] },
    hires: (agent: Partial<NewAgent> & { name: string }) => api.call(createAgent, { body: agent }),
    changes: (agentId: string, body: AgentChange) => api.call(updateAgent, { parameters: { agentId }, body }),
    /** Resolves when agents answer from it. */
    publishes: async (document: { title: string; text: string; url?: string }) => {
      const { id } = await api.call(pushDocument, { body: document })
      const status = () => api.call(readDocument, { parameters: { documentId: id } }).then(read => read.status)
      await expect.poll(status, { timeout: 20_000 }).toBe('ready')
      return id
    },
  }
}

const cookieOf = (line: string, url: string) => {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  const at = { domain: new URL(url).hostname, path: '/', expires: -1 }
  return { name, value, ...at, httpOnly: true, secure: false, sameSite: 'Lax' as const }
}
