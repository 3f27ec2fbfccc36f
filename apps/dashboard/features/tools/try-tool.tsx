import type { Tool, ToolOutcome } from '@frontdesk/contract/tools'
import { type FormEvent, useMemo, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { tryTool } from '../../lib/endpoints.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { JsonField } from '../../ui/json-field.tsx'
import { jsonProblem, prettyJson } from '../../ui/json-text.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { Problem } from '../../ui/problem.tsx'
import { readableTime } from '../../ui/readable-time.ts'
import { useAction } from '../../ui/use-action.ts'
import { CallState } from '../calls/call-state.tsx'
import { areReadable, argumentFieldsOf, argumentsOf, skeletonOf } from './argument-fields.ts'
import { ArgumentForm } from './argument-form.tsx'

type Props = { tool: Tool; isChanged: boolean }

/** Runs a tool once, for real, and shows what came of it. */
export const TryTool = ({ tool, isChanged }: Props) => {
  const { parameters } = tool
  const fields = useMemo(() => argumentFieldsOf(parameters), [parameters])
  const [written, setWritten] = useState<Record<string, string>>({})
  const [text, setText] = useState(() => prettyJson(skeletonOf(parameters, parameters)))
  const [outcome, setOutcome] = useState<ToolOutcome>()
  const whyNot = useWhyNot('tools.write')
  const readable = fields ? areReadable(fields, written) : jsonProblem(text) === undefined
  const { start, working, problem } = useAction(async () => {
    setOutcome(undefined)
    const given = fields ? argumentsOf(fields, written) : (JSON.parse(text) as Record<string, unknown>)
    setOutcome(await api.call(tryTool, { parameters: { toolId: tool.id }, body: { arguments: given } }))
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (readable) void start()
  }
  return (
    <section aria-labelledby="try" className="flex flex-col gap-4 rounded-xl border p-4">
      <div>
        <h2 id="try" className="text-[16px] font-semibold">
          Try it
        </h2>
        <p className="text-[13px] text-(--quiet)">
          {tool.effect === 'read' ? 'Sends one real request.' : 'Sends one real request, with its effect.'}
          {isChanged && ' Your changes count once they are saved.'}
        </p>
      </div>
      <form className="flex flex-col gap-3" onSubmit={onSubmit}>
        {fields === undefined && <JsonField label="Arguments" rows={6} value={text} onChange={setText} />}
        {fields?.length === 0 && <p className="text-[13px] text-(--quiet)">It takes no arguments.</p>}
        {fields && (
          <ArgumentForm
            fields={fields}
            written={written}
            onWrite={(name, words) => setWritten(now => ({ ...now, [name]: words }))}
          />
        )}
        <GatedButton
          whyNot={whyNot}
          type="submit"
          variant="default"
          className="self-start"
          loading={working}
          disabled={!readable}
        >
          Run
        </GatedButton>
      </form>
      {problem !== undefined && <Problem thrown={problem} />}
      <div role="status">{outcome && <Outcome outcome={outcome} />}</div>
    </section>
  )
}

const Outcome = ({ outcome: { state, status, durationMs, result } }: { outcome: ToolOutcome }) => (
  <div className="flex flex-col gap-3" data-testid="outcome">
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px] text-(--quiet) tabular-nums">
      <CallState state={state} />
      {status !== null && <span>Status {status}</span>}
      <span>{readableTime(durationMs)}</span>
    </p>
    <JsonView label="What an agent is shown" value={result} />
  </div>
)
