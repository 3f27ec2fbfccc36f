import { openApiDocument } from '@frontdesk/api/openapi'
import { catalog } from '@frontdesk/contract/catalog'
import type { Endpoint } from '@frontdesk/contract/endpoint'
import { type ErrorCode, errorCodes, Problem } from '@frontdesk/contract/errors'
import { expect } from 'vitest'

export type CheckedAnswer = { status: number; headers: Headers; body: unknown }

const patterns = catalog.map(({ endpoint }) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}$`),
}))

/** The endpoint of the contract that a request meets, if there is one. */
const endpointAt = (route: string): Endpoint | undefined => {
  const [method, path = ''] = route.split(' ')
  const bare = path.split('?', 1)[0] ?? ''
  // Of several that fit, the one without a parameter is the one that is served.
  return patterns
    .filter(({ endpoint, pattern }) => endpoint.method === method && pattern.test(bare))
    .map(({ endpoint }) => endpoint)
    .sort((one, other) => one.parameters.length - other.parameters.length)[0]
}

/** Fails the test when an answer is not one that the contract allows; undeclared fields and statuses count. */
export const checkAnswer = async (route: string, response: Response): Promise<CheckedAnswer> => {
  const { status, headers } = response
  const endpoint = endpointAt(route)
  const text = await response.text()
  const said = `${route} answered ${status} ${text.slice(0, 500)}`
  expect(headers.get('x-request-id'), said).toMatch(/^[\w.-]{8,64}$/)
  expect(headers.get('cache-control'), said).toContain('no-store')
  if (endpoint && status !== 405) expect(documentedStatuses(endpoint), said).toContain(status)
  if (status === 204) {
    expect(text, said).toBe('')
    return { status, headers, body: undefined }
  }
  const body: unknown = JSON.parse(text)
  if (status >= 400) checkProblem(response, body, said)
  else {
    expect(headers.get('content-type'), said).toBe('application/json')
    expect(status, said).toBe(endpoint?.status ?? 200)
    expect(body, said).toEqual(endpoint?.reply?.parse(body))
  }
  return { status, headers, body }
}

const checkProblem = ({ status, headers }: Response, body: unknown, said: string) => {
  expect(headers.get('content-type'), said).toBe('application/problem+json')
  const problem = Problem.parse(body)
  expect(body, said).toEqual(problem)
  expect(problem.status, said).toBe(status)
  expect(problem.requestId, said).toBe(headers.get('x-request-id'))
  expect(errorCodes[problem.code as ErrorCode], said).toEqual({ status, title: problem.title })
  expect(problem.detail, said).toMatch(/^.{10,}[.…]/s)
  // Neither our code nor our tables are anybody's business.
  expect(problem.detail, said).not.toMatch(/node_modules|\.ts:\d|\bSELECT\b|\bINSERT\b|prisma|relation "/i)
  expect(status, said).not.toBe(500)
}

const document = openApiDocument()

const documentedStatuses = (endpoint: Endpoint): number[] => {
  const path = `/api/v2${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
  const operation = document.paths?.[path]?.[endpoint.method.toLowerCase() as 'get']
  return Object.keys(operation?.responses ?? {}).map(Number)
}
