'use client'

import type { McpServer } from '@frontdesk/contract/mcp-servers'
import { IconPlus, IconServer } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useWhyNot } from '../../lib/can.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { AppLink } from '../../ui/link.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useTools } from '../tools/tools.ts'
import { ToolsPage } from '../tools/tools-page.tsx'
import { useMcpServers } from './mcp-servers.ts'
import { authorizationState, isWaitingForSignIn } from './server-words.ts'
import { SignInEnding } from './sign-in-ending.tsx'

const ServerForm = dynamic(() => import('./server-form.tsx').then(({ ServerForm }) => ServerForm), { ssr: false })

/** The MCP servers whose tools agents can be given. */
export const ServersScreen = () => {
  const whyNotSee = useWhyNot('tools.read')
  const whyNot = useWhyNot('tools.write')
  const { value, problem } = useMcpServers()
  const [connecting, setConnecting] = useState(false)
  const connect = (
    <GatedButton whyNot={whyNot} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setConnecting(true)}>
      Connect an MCP server
    </GatedButton>
  )
  return (
    <ToolsPage actions={value?.length ? connect : undefined}>
      <SignInEnding />
      {whyNotSee && <p className="text-(--quiet)">{whyNotSee}</p>}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('mcp-servers:all')} />}
      {value === undefined && problem === undefined && whyNotSee === undefined && <SkeletonRows />}
      {value?.length === 0 && (
        <EmptyState icon={IconServer} title="No MCP servers" action={connect}>
          A server that speaks the Model Context Protocol brings its tools along. Connect it, look at what it offers,
          and choose.
        </EmptyState>
      )}
      {value !== undefined && value.length > 0 && (
        <ul data-walk aria-label="MCP servers" className="border-t">
          {value.map(server => (
            <Row key={server.id} server={server} />
          ))}
        </ul>
      )}
      {connecting && <ServerForm server={undefined} onClose={() => setConnecting(false)} />}
    </ToolsPage>
  )
}

const Row = ({ server }: { server: McpServer }) => {
  const tools = (useTools().value ?? []).filter(tool => tool.kind === 'mcp' && tool.mcpServerId === server.id)
  const changed = tools.filter(tool => tool.kind === 'mcp' && tool.changed !== null).length
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b py-2 text-[13px] text-(--quiet) hover:bg-(--hover)">
      <AppLink
        href={paths.mcpServer(server.id)}
        className="flex min-w-0 flex-1 basis-[220px] items-center text-[14px] font-medium text-(--mantine-color-text) no-underline hover:underline"
      >
        <span className="truncate" dir="auto">
          {server.name}
        </span>
      </AppLink>
      <span className="min-w-0 flex-[2] basis-[240px] truncate max-md:basis-full" title={server.url}>
        {server.url}
      </span>
      <span className={`md:w-44 ${isWaitingForSignIn(server) ? 'text-(--warn)' : ''}`}>
        {authorizationState(server)}
      </span>
      <span className="tabular-nums md:w-20">{tools.length === 1 ? '1 tool' : `${tools.length} tools`}</span>
      <span className="text-(--warn) empty:hidden md:w-24 md:empty:block">{changed > 0 && `${changed} changed`}</span>
    </li>
  )
}
