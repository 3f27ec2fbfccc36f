import type { Agent } from '@frontdesk/contract/agents'
import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { createAgent, deleteAgent, updateAgent } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { AppLink, useGo } from '../../ui/link.tsx'
import { notify } from '../../ui/notify.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { liveSentence } from '../versions/live.ts'
import { PublishButton } from '../versions/publish-button.tsx'
import { changesBetween, draftOf, fieldsOf } from './agent-draft.ts'
import { AgentFields } from './agent-fields.tsx'
import { AgentTools } from './agent-tools.tsx'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })

/** Makes an agent or changes one; leaving with unsaved changes asks first. */
export const AgentForm = ({ agent }: { agent: Agent | undefined }) => {
  const [saved, setSaved] = useState(() => draftOf(agent))
  const [draft, setDraft] = useState(saved)
  const [deleting, setDeleting] = useState(false)
  const go = useGo()
  const whyNot = useWhyNot('agents.write')
  const changes = changesBetween(saved, draft)
  const changed = Object.keys(changes).length > 0
  useUnsavedChanges(changed)
  const { start, working, problem } = useAction(async () => {
    const kept = agent
      ? await api.call(updateAgent, { parameters: { agentId: agent.id }, body: changes })
      : await api.call(createAgent, { body: fieldsOf(draft) })
    setSaved(draftOf(kept))
    setDraft(draftOf(kept))
    await refresh('agents')
    void notify(agent ? 'Saved' : `${kept.name} is ready`)
    if (!agent) window.history.replaceState(null, '', paths.agents(kept.id))
  })
  const remove = async () => {
    if (agent) await api.call(deleteAgent, { parameters: { agentId: agent.id } })
    nothingUnsaved()
    await refresh('agents')
    window.history.replaceState(null, '', paths.agents())
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <Page
      title={agent ? agent.name : 'New agent'}
      {...(agent && { lead: liveSentence(agent) })}
      actions={
        <>
          <Button
            variant="default"
            component={AppLink}
            href={paths.agents()}
            leftSection={<IconArrowLeft size={16} aria-hidden />}
          >
            All agents
          </Button>
          {agent && (
            <>
              <Button variant="default" onClick={() => go(paths.chat({ agent: agent.id }))}>
                Chat with it
              </Button>
              {agent.live.length > 0 && (
                <GatedButton
                  whyNot={whyNot}
                  variant="default"
                  onClick={() => go(paths.chat({ agent: agent.id, version: 'draft' }))}
                >
                  Try the draft
                </GatedButton>
              )}
              <Button variant="default" component={AppLink} href={paths.versions(agent.id)}>
                Versions
              </Button>
              <PublishButton agent={agent} unsaved={changed} />
            </>
          )}
        </>
      }
    >
      <form className="flex max-w-[640px] flex-col gap-5" onSubmit={onSubmit}>
        <AgentFields draft={draft} problem={problem} onChange={setDraft} locked={whyNot !== undefined} />
        {problem !== undefined && <Problem thrown={problem} />}
        <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t bg-(--mantine-color-body) py-3">
          <GatedButton whyNot={whyNot} type="submit" loading={working} disabled={agent !== undefined && !changed}>
            {agent ? 'Save' : 'Create agent'}
          </GatedButton>
          {agent && changed && (
            <Button variant="subtle" color="gray" onClick={() => setDraft(saved)}>
              Undo the changes
            </Button>
          )}
          <span className="flex-1" />
          {agent && (
            <GatedButton
              whyNot={whyNot}
              variant="subtle"
              color="red"
              c="var(--mantine-color-error)"
              onClick={() => setDeleting(true)}
            >
              Delete
            </GatedButton>
          )}
        </div>
      </form>
      {agent && <AgentTools agent={agent} />}
      {deleting && agent && (
        <Confirm title={`Delete ${agent.name}?`} action="Delete" onConfirm={remove} onClose={() => setDeleting(false)}>
          Nobody can talk to it any more. Its conversations stay readable.
        </Confirm>
      )}
    </Page>
  )
}
