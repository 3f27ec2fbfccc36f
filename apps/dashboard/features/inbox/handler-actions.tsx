import type { Conversation } from '@frontdesk/contract/conversations'
import { api, problemSentence } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { handBackConversation, renameConversation, takeOverConversation } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { notify } from '../../ui/notify.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Taking a conversation over, giving it back, and closing it. */
export const HandlerActions = ({ conversation: { id, handler, status } }: { conversation: Conversation }) => {
  const whyNot = useWhyNot('conversations.reply')
  const parameters = { conversationId: id }
  const act = useAction(async (call: () => Promise<unknown>) => {
    await call().catch((problem: unknown) => {
      void notify(problemSentence(problem), 'bad')
      throw problem
    })
    await refreshInbox()
  })
  const button = (words: string, call: () => Promise<unknown>, isFirst = false) => (
    <GatedButton
      size="compact-md"
      variant={isFirst ? 'filled' : 'default'}
      whyNot={whyNot}
      disabled={act.working}
      onClick={() => void act.start(call)}
    >
      {words}
    </GatedButton>
  )
  return (
    <div className="flex flex-wrap gap-2">
      {handler !== 'person' && button('Take over', () => api.call(takeOverConversation, { parameters }), true)}
      {handler !== 'ai' && button('Hand back to AI', () => api.call(handBackConversation, { parameters }))}
      {status === 'open' &&
        button('Resolve', () => api.call(renameConversation, { parameters, body: { status: 'resolved' } }))}
    </div>
  )
}

export const refreshInbox = () => Promise.all([refresh('inbox'), refresh('conversations')])
