import type { Guardrails } from '@frontdesk/contract/guardrails'
import { NativeSelect, Switch, Textarea } from '@mantine/core'
import { problemAt } from '../../lib/api.ts'
import { PairsField } from '../../ui/pairs-field.tsx'
import { ForbiddenTopics } from './forbidden-topics.tsx'
import type { GuardrailsDraft } from './guardrails-draft.ts'

type Props = {
  draft: GuardrailsDraft
  problem: unknown
  locked: boolean
  onChange: (draft: GuardrailsDraft) => void
}

const claimChecks: Record<Guardrails['claimCheck'], string> = {
  off: 'Off: statements are not looked at',
  remove: 'Leave it out of the answer',
  'hand-over': 'End the answer there, and let people go on',
}

/** What holds an agent back from outside of the model. */
export const GuardrailFields = ({ draft, problem, locked, onChange }: Props) => {
  const write = (change: Partial<GuardrailsDraft>) => onChange({ ...draft, ...change })
  return (
    <section aria-labelledby="guardrails" className="mt-3 flex flex-col gap-5">
      <div>
        <h2 id="guardrails" className="text-[16px] font-semibold">
          Guardrails
        </h2>
        <p className="text-[13px] text-(--quiet)">
          They decide from outside of the model, whatever it says. Whether something reads like instructions to the
          model is always looked for; then calls with an effect wait for a person, as their tool says.
        </p>
      </div>
      <ForbiddenTopics topics={draft.topics} problem={problem} locked={locked} onChange={topics => write({ topics })} />
      <Switch
        label="Say that an AI answers"
        description="The first answer of a conversation begins with it"
        checked={draft.discloses}
        disabled={locked}
        onChange={event => write({ discloses: event.currentTarget.checked })}
      />
      {draft.discloses && (
        <Textarea
          label="In these words"
          description="Empty: a sentence in the customer’s language"
          rows={2}
          maxLength={500}
          dir="auto"
          readOnly={locked}
          error={problemAt(problem, '/guardrails/disclosure/line')}
          value={draft.line}
          onChange={event => write({ line: event.currentTarget.value })}
        />
      )}
      <Switch
        label="Mask personal data"
        description="Models see placeholders instead of e-mail addresses and numbers of phones, cards and accounts"
        checked={draft.masks}
        disabled={locked}
        onChange={event => write({ masks: event.currentTarget.checked })}
      />
      {draft.masks && (
        <PairsField
          legend="Patterns of your own"
          one="pattern"
          description="A name in capitals such as CUSTOMER_NUMBER, and what it looks like as a regular expression (RE2)"
          pairs={draft.patterns}
          blank={{ name: '', value: '' }}
          wrong={problemAt(problem, '/guardrails/maskPersonalData')}
          readOnly={locked}
          onChange={patterns => write({ patterns })}
        />
      )}
      <NativeSelect
        label="A statement that nothing covers"
        description="Neither passages, tools, instructions nor your team; compared by words, within one language"
        disabled={locked}
        value={draft.claimCheck}
        onChange={event => write({ claimCheck: event.currentTarget.value as Guardrails['claimCheck'] })}
        data={Object.entries(claimChecks).map(([value, label]) => ({ value, label }))}
      />
    </section>
  )
}
