import { diffLines } from '@frontdesk/contract/line-diff'
import type { DiffSection, VersionTool } from '@frontdesk/contract/versions'
import { stringify } from 'yaml'
import type { Content } from './version.ts'

type Section = DiffSection['section']

/** What differs, section by section, as somebody would read it. */
export const diffOf = (from: Content, to: Content): DiffSection[] =>
  [
    ...sections.map(([section, textOf]) => changed(section, null, textOf(from), textOf(to))),
    ...toolPairs(from.tools, to.tools).map(([name, before, after]) =>
      changed('tools', name, before ? toolText(before) : '', after ? toolText(after) : ''),
    ),
  ].filter(({ lines }) => lines.length > 0)

const changed = (section: Section, subject: string | null, from: string, to: string): DiffSection => ({
  section,
  subject,
  lines: diffLines(from, to),
})

const sections: [Section, (content: Content) => string][] = [
  ['name', ({ configuration }) => configuration.name],
  ['instructions', ({ configuration }) => configuration.instructions],
  ['personality', ({ configuration }) => configuration.personality],
  ['greeting', ({ configuration }) => configuration.greeting],
  ['knowledge', content => knowledgeText(content)],
  ['model', content => modelText(content)],
  ['hand-over', ({ configuration }) => readable(configuration.handOver)],
  ['guardrails', ({ configuration }) => readable(configuration.guardrails ?? null)],
  // Which tools, in which order; what each of them does has a section of its own.
  ['tools', ({ configuration, tools }) => [...configuration.builtInTools, ...tools.map(({ name }) => name)].join('\n')],
]

const knowledgeText = ({ configuration, knowledge }: Content) =>
  [
    configuration.knowledgeOnly ? 'Answers from the knowledge only' : 'May answer from general knowledge',
    `Documents: ${knowledge.documents}`,
    `Content: ${knowledge.hash.slice(0, 12)}`,
  ].join('\n')

const modelText = ({ configuration, model }: Content) =>
  [
    `Model: ${model}${configuration.model === null ? ' (the default)' : ''}`,
    `Connection: ${configuration.modelConnectionId ?? 'the installation’s own'}`,
    `Temperature: ${configuration.temperature ?? 'the model’s own'}`,
    ...(configuration.fallbackModel === null
      ? []
      : [
          `Fallback: ${configuration.fallbackModel}`,
          `Connection of the fallback: ${configuration.fallbackModelConnectionId ?? 'the installation’s own'}`,
        ]),
    `Calls tools at most: ${configuration.maxSteps} times`,
    ...(configuration.burstMs ? [`Waits for further messages: ${configuration.burstMs} ms`] : []),
    ...(configuration.reasoningEffort ? [`Reasoning effort: ${configuration.reasoningEffort}`] : []),
  ].join('\n')

const toolText = ({ id: _, ...tool }: VersionTool) => readable(tool)

const readable = (value: unknown) => stringify(value, { lineWidth: 0 }).trimEnd()

const toolPairs = (before: VersionTool[], after: VersionTool[]) => {
  const ids = new Set([...before, ...after].map(({ id }) => id))
  return [...ids].map(id => {
    const [old, next] = [before, after].map(tools => tools.find(tool => tool.id === id))
    return [(next ?? old)?.name ?? '', old, next] as const
  })
}
