import { catalog } from '@frontdesk/contract/catalog'
import type { Endpoint } from '@frontdesk/contract/endpoint'
import { expect, test } from 'vitest'
import * as endpoints from './endpoints.ts'

test('every endpoint that the dashboard calls is the one of that name in the contract', () => {
  const route = ({ method, path, bodyKind }: Endpoint) => ({ method, path, bodyKind })
  const promised = Object.fromEntries(catalog.map(({ name, endpoint }) => [name, route(endpoint)]))
  for (const [name, endpoint] of Object.entries(endpoints)) expect(route(endpoint), name).toEqual(promised[name])
})
