import { AgentConfiguration, mostSteps } from '@frontdesk/contract/agents'
import { Guardrails } from '@frontdesk/contract/guardrails'
import type { HttpTool, McpTool, SqlTool } from '@frontdesk/contract/tools'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { HandOverFile } from './hand-over-file.ts'

/** Texts by path, with `/` between folders: what lies in the directory, or would. */
export type Files = Map<string, string>

export type AgentFile = Omit<AgentConfiguration, 'modelConnectionId' | 'fallbackModelConnectionId' | 'handOver'> & {
  /** The name of the folder. */
  slug: string
  /** By name, as everything else: ids differ from installation to installation. */
  modelConnection: string | null
  fallbackModelConnection: string | null
  handOver: HandOverFile
  tools: string[]
}

/** A tool without what differs between installations; of its headers the names alone. */
export type ToolFile =
  | Omit<HttpTool, OfThisInstallation>
  | (Omit<SqlTool, OfThisInstallation | 'databaseConnectionId'> & { databaseConnection: string })
  /** What it takes and gives is up to its server. */
  | (Omit<McpTool, OfThisInstallation | 'mcpServerId' | 'changed' | 'parameters' | 'returns'> & { mcpServer: string })

type OfThisInstallation = 'id' | 'version' | 'createdAt' | 'updatedAt'

export const isOurs = (path: string): boolean =>
  /^(agents\/[^/]+\/(agent\.yaml|instructions\.md|personality\.md)|tools\/[^/]+\.yaml)$/.test(path)

/** `Look up order` becomes `look-up-order`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'unnamed'

/** One slug for each name, in their order. */
export const slugsOf = (names: readonly string[]): string[] => {
  const taken = new Set<string>()
  return names.map(name => {
    let slug = slugOf(name)
    for (let number = 2; taken.has(slug); number++) slug = `${slugOf(name)}-${number}`
    taken.add(slug)
    return slug
  })
}

export const filesOfAgent = ({ slug, instructions, personality, ...rest }: AgentFile): [string, string][] => [
  [`agents/${slug}/agent.yaml`, yaml(rest)],
  [`agents/${slug}/instructions.md`, markdown(instructions)],
  [`agents/${slug}/personality.md`, markdown(personality)],
]

export const fileOfTool = (slug: string, tool: ToolFile): [string, string] => [
  `tools/${slug}.yaml`,
  yaml(
    tool.kind === 'http' ? { ...tool, request: { ...tool.request, headers: Object.keys(tool.request.headers) } } : tool,
  ),
]

const yaml = (value: unknown) => stringify(value, { lineWidth: 0 })

// A file ends with a line break whether or not the text does; just that one is taken off again.
const markdown = (text: string) => (text === '' ? '' : `${text}\n`)
const textOf = (file: string | undefined) => (file ?? '').replace(/\n$/, '')

const AgentYaml = AgentConfiguration.omit({
  instructions: true,
  personality: true,
  modelConnectionId: true,
  fallbackModelConnectionId: true,
}).extend({
  modelConnection: z.string().nullable(),
  fallbackModel: AgentConfiguration.shape.fallbackModel.default(null),
  fallbackModelConnection: z.string().nullable().default(null),
  handOver: HandOverFile.prefault({}),
  builtInTools: AgentConfiguration.shape.builtInTools.default([]),
  maxSteps: AgentConfiguration.shape.maxSteps.default(mostSteps),
  burstMs: AgentConfiguration.shape.burstMs.default(0),
  reasoningEffort: AgentConfiguration.shape.reasoningEffort.default(null),
  guardrails: Guardrails.prefault({}),
  tools: z.array(z.string()),
})

const ToolYaml = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('http'),
    name: z.string(),
    request: z.looseObject({ headers: z.array(z.string()).default([]) }),
  }),
  z.looseObject({ kind: z.literal('sql'), name: z.string(), databaseConnection: z.string() }),
  z.looseObject({ kind: z.literal('mcp'), name: z.string(), mcpServer: z.string(), tool: z.string() }),
])

/** Throws with the path of a file that is not as it should be. */
export const agentsIn = (files: Files): AgentFile[] =>
  [...files].flatMap(([path, text]) => {
    const slug = /^agents\/([^/]+)\/agent\.yaml$/.exec(path)?.[1]
    if (slug === undefined) return []
    return {
      ...read(path, text, AgentYaml),
      slug,
      instructions: textOf(files.get(`agents/${slug}/instructions.md`)),
      personality: textOf(files.get(`agents/${slug}/personality.md`)),
    }
  })

export const toolsIn = (files: Files): ToolFile[] =>
  [...files].flatMap(([path, text]) => {
    if (!path.startsWith('tools/')) return []
    const tool = read(path, text, ToolYaml)
    // The server checks the rest, and says what is wrong with it.
    if (tool.kind !== 'http') return tool as unknown as ToolFile
    const headers = Object.fromEntries(tool.request.headers.map(name => [name, '•••']))
    return { ...tool, request: { ...tool.request, headers } } as unknown as ToolFile
  })

const read = <T>(path: string, text: string, schema: z.ZodType<T>): T => {
  try {
    return schema.parse(parse(text))
  } catch (error) {
    throw new Error(`${path}: ${error instanceof z.ZodError ? z.prettifyError(error) : error}`)
  }
}
