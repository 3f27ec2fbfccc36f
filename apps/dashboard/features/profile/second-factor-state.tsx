import { Button } from '@mantine/core'
import { api } from '../../lib/api.ts'
import { readSecondFactor } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { useQuery } from '../../lib/query.ts'

const load = () => api.call(readSecondFactor)

/** Whether signing in takes more than the password, and the way to change that. */
export const SecondFactorState = () => {
  const isSetUp = useQuery('second-factor', load).value?.isSetUp
  return (
    <section aria-labelledby="second-factor" className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-[260px]">
        <h2 id="second-factor" className="text-[16px] font-semibold">
          Second factor
        </h2>
        <p className="text-(--quiet)">
          {isSetUp
            ? 'Signing in takes a code of your authenticator app.'
            : 'With an authenticator app, your password alone opens nothing.'}
        </p>
      </div>
      <Button variant="default" component="a" href={paths.secondFactor(paths.profile)}>
        Your second factor
      </Button>
    </section>
  )
}
