import { refreshMcpServer } from '@frontdesk/contract/mcp-servers'
import { importTools } from '@frontdesk/contract/tool-import'
import * as contract from '@frontdesk/contract/tools'
import { findAgent } from '#agents'
import { audited } from '#audit'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { approveSchema } from './approve-schema.ts'
import { changeTool } from './change-tool.ts'
import { createTool } from './create-tool.ts'
import { giveTools } from './give-tools.ts'
import { refreshServer } from './refresh-server.ts'
import { findTool, markDeleted, selectAgentTools, selectTools, toolOf } from './store.ts'
import { tryTool } from './try-tool.ts'

export const routes = [
  route(contract.listTools, (ctx, { query }) => selectTools(ctx, readPage<[string]>(query, ['id']))),
  route(contract.createTool, (ctx, { body }) => createTool(ctx, body)),
  // What reads OpenAPI documents is large, and many servers never see one.
  route(importTools, async (ctx, { body }) => (await import('./import-tools.ts')).importTools(ctx, body)),
  route(contract.readTool, (ctx, { parameters }) => findTool(ctx, parameters.toolId)),
  route(contract.updateTool, (ctx, { parameters, body }) => changeTool(ctx, parameters.toolId, body)),
  route(contract.approveToolSchema, (ctx, { parameters, body }) => approveSchema(ctx, parameters.toolId, body.hash)),
  route(refreshMcpServer, (ctx, { parameters }) => refreshServer(ctx, parameters.mcpServerId)),
  route(contract.deleteTool, (ctx, { parameters: { toolId } }) =>
    audited(
      ctx,
      'tool.deleted',
      within => markDeleted(within, toolId),
      () => ({ target: toolId }),
    ),
  ),
  route(contract.tryTool, (ctx, { parameters, body }) => tryTool(ctx, parameters.toolId, body.arguments)),
  route(contract.listAgentTools, async (ctx, { parameters: { agentId } }) => {
    await findAgent(ctx, agentId)
    return { items: (await selectAgentTools(ctx, agentId)).map(toolOf) }
  }),
  route(contract.setAgentTools, (ctx, { parameters, body }) => giveTools(ctx, parameters.agentId, body.toolIds)),
]
