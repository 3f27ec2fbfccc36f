import { startToolServer, type Visit } from '@frontdesk/testing/tool-server'

type Order = { id: string; status: string; refunded: number }

const answer = (orders: Map<string, Order>) => (visit: Visit) => {
  const { method, path, body, headers } = visit
  const order = orders.get(path.split('/')[2] ?? '')
  if (headers.authorization !== 'Bearer of the shop') return { status: 401, body: { message: 'Who are you?' } }
  if (!order) return { status: 404, body: { message: 'No such order' } }
  if (method === 'POST') order.refunded += Number((body as { amount: number }).amount)
  return { body: order }
}

/** The shop's own system of orders, for tools to call; it wants to be told who calls. */
export const openOrders = async () => {
  const orders = new Map([['17', { id: '17', status: 'shipped', refunded: 0 }]])
  const server = await startToolServer(answer(orders))
  return { ...server, refunded: (id: string) => orders.get(id)?.refunded, document: documentAt(server.url) }
}
export type OrderSystem = Awaited<ReturnType<typeof openOrders>>

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, description: 'Number of the order' }
const ok = { responses: { 200: { description: 'Fine' } } }

const documentAt = (url: string) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Orders of Northwind', version: '1' },
    servers: [{ url }],
    paths: {
      '/orders/{id}': {
        parameters: [id],
        get: { operationId: 'readOrder', summary: 'Status, items and tracking of one order', ...ok },
        delete: { operationId: 'cancelOrder', summary: 'Cancels an order that is not packed yet', ...ok },
      },
      '/orders/{id}/photo': {
        post: {
          operationId: 'addPhoto',
          summary: 'Adds a photo of what arrived broken',
          parameters: [id],
          requestBody: { content: { 'image/png': {} } },
          ...ok,
        },
      },
    },
  })
