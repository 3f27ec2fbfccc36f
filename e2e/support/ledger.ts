import { startGuardedMcpServer } from '@frontdesk/testing/guarded-mcp-server'

const number = { type: 'string' as const, description: 'Number of the order' }
const ofOrder = { type: 'object' as const, properties: { order: number }, required: ['order'] }

/** The shop's ledger as an MCP server, where somebody signs in first. */
export const openLedger = () =>
  startGuardedMcpServer(
    [
      {
        name: 'read_bill',
        title: 'Read a bill',
        description: 'The bill of one order.',
        inputSchema: ofOrder,
        annotations: { readOnlyHint: true },
      },
      { name: 'write_off', description: 'Writes off what is still open of an order.', inputSchema: ofOrder },
    ],
    ({ arguments: { order } }) => ({ content: [{ type: 'text', text: `Order ${order}: 84.50 are paid` }] }),
  )
