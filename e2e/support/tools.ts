import { createTool } from '@frontdesk/contract/tools'
import type { Shop } from './shop.ts'

/** A tool that pays money back, and never without asking. */
export const refundTool = ({ api }: Shop, url: string, name: string) =>
  api.call(createTool, {
    body: {
      kind: 'http',
      name,
      description: 'Gives back part of what an order cost.',
      parameters: {
        type: 'object',
        properties: { id: { type: 'string' }, amount: { type: 'number' } },
        required: ['id', 'amount'],
      },
      request: {
        method: 'POST',
        url: `${url}/orders/{id}/refund`,
        headers: { authorization: 'Bearer of the shop' },
      },
      approval: 'always',
    },
  })
