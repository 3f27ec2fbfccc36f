'use client'

import type { McpServer } from '@frontdesk/contract/mcp-servers'
import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { beginMcpSignIn, deleteMcpServer } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { AppLink } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useMcpServer } from './mcp-servers.ts'
import { Offers } from './offers.tsx'
import { authorizationState, isWaitingForSignIn } from './server-words.ts'
import { SignInEnding } from './sign-in-ending.tsx'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const ServerForm = dynamic(() => import('./server-form.tsx').then(({ ServerForm }) => ServerForm), { ssr: false })

/** One MCP server: whether it lets us in, what it offers, and which of that agents can be given. */
export const ServerScreen = ({ mcpServerId }: { mcpServerId: string }) => {
  const { value, problem } = useMcpServer(mcpServerId)
  if (value) return <Server server={value} />
  return (
    <Page title="MCP server" wide actions={<AllServers />}>
      <SignInEnding />
      {problem === undefined ? (
        <SkeletonRows />
      ) : (
        <Problem thrown={problem} onRetry={() => void refresh(`mcp-servers:one:${mcpServerId}`)} />
      )}
    </Page>
  )
}

const AllServers = () => (
  <Button
    variant="default"
    component={AppLink}
    href={paths.mcpServers}
    leftSection={<IconArrowLeft size={16} aria-hidden />}
  >
    All MCP servers
  </Button>
)

const Server = ({ server }: { server: McpServer }) => {
  const [dialog, setDialog] = useState<'edit' | 'disconnect'>()
  const whyNot = useWhyNot('tools.write')
  const parameters = { mcpServerId: server.id }
  const signIn = useAction(async () => window.location.assign((await api.call(beginMcpSignIn, { parameters })).url))
  const disconnect = async () => {
    await api.call(deleteMcpServer, { parameters })
    window.history.replaceState(null, '', paths.mcpServers)
    await refresh('mcp-servers:all')
  }
  const isWaiting = isWaitingForSignIn(server)
  return (
    <Page
      title={server.name}
      lead={`${server.url} · ${authorizationState(server)}`}
      wide
      actions={
        <>
          <AllServers />
          {server.authorization.kind === 'oauth' && (
            <GatedButton
              whyNot={whyNot}
              {...(!isWaiting && { variant: 'default' })}
              loading={signIn.working}
              onClick={() => void signIn.start()}
            >
              {isWaiting ? 'Sign in' : 'Sign in anew'}
            </GatedButton>
          )}
          <GatedButton variant="default" whyNot={whyNot} onClick={() => setDialog('edit')}>
            Edit
          </GatedButton>
          <GatedButton variant="default" whyNot={whyNot} onClick={() => setDialog('disconnect')}>
            Disconnect
          </GatedButton>
        </>
      }
    >
      <SignInEnding />
      {signIn.problem !== undefined && <Problem thrown={signIn.problem} />}
      {isWaiting ? (
        <p className="text-(--quiet)">Somebody has to sign in at this server before it says what it offers.</p>
      ) : (
        <Offers server={server} />
      )}
      {dialog === 'edit' && <ServerForm server={server} onClose={() => setDialog(undefined)} />}
      {dialog === 'disconnect' && (
        <Confirm
          title={`Disconnect ${server.name}?`}
          action="Disconnect"
          onConfirm={disconnect}
          onClose={() => setDialog(undefined)}
        >
          What was given to us to enter is removed at once. It can go only while no tool is of it.
        </Confirm>
      )}
    </Page>
  )
}
