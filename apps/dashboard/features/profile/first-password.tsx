import { Button } from '@mantine/core'
import { api } from '../../lib/api.ts'
import { askPasswordReset } from '../../lib/endpoints.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** For whoever came by another service so far: a first password is chosen as a forgotten one is, by mail. */
export const FirstPassword = ({ email }: { email: string }) => {
  const { start, working, problem } = useAction(async () => {
    await api.call(askPasswordReset, { body: { email } })
    void notify('A mail with a link is on its way to you')
  })
  return (
    <section aria-labelledby="password" className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-[260px]">
        <h2 id="password" className="text-[16px] font-semibold">
          Password
        </h2>
        <p className="text-(--quiet)">You have none. We mail you a link with which you choose one.</p>
      </div>
      <Button variant="default" loading={working} onClick={() => void start()}>
        Mail me a link
      </Button>
      {problem !== undefined && (
        <div className="w-full">
          <Problem thrown={problem} />
        </div>
      )}
    </section>
  )
}
