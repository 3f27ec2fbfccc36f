'use client'

import { useEffect, useState } from 'react'
import { api } from '../../lib/api.ts'
import { readSession, readSetup } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { useQuery } from '../../lib/query.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { CreateOrganization } from './create-organization.tsx'
import { FirstKnowledge } from './first-knowledge.tsx'
import { FirstSteps } from './first-steps.tsx'

const loadBeginning = async () => {
  const setup = await api.call(readSetup)
  const signedIn = !setup.needed && (await api.call(readSession).then(Boolean, () => false))
  return { ...setup, signedIn }
}

type Step = 'organization' | 'choice' | 'own'

/** The first run: who you are, then the demo shop or your own first document. */
export const WelcomeScreen = () => {
  const { value, problem } = useQuery('setup', loadBeginning)
  const [step, setStep] = useState<Step>('organization')
  const elsewhere = value !== undefined && !value.needed && !value.signedIn && step === 'organization'
  useEffect(() => {
    if (elsewhere) window.location.replace(paths.signIn())
  }, [elsewhere])

  if (problem !== undefined && value === undefined)
    return (
      <Door title="Welcome">
        <Problem thrown={problem} onRetry={() => window.location.reload()} />
      </Door>
    )
  if (value === undefined || elsewhere)
    return (
      <Door title="Welcome">
        <SkeletonRows count={4} height={28} />
      </Door>
    )
  const known: Step = step === 'organization' && value.signedIn ? 'choice' : step
  if (known === 'organization') return <CreateOrganization onCreated={() => setStep('choice')} />
  if (known === 'choice') return <FirstSteps provider={value.provider} onOwn={() => setStep('own')} />
  return <FirstKnowledge onBack={() => setStep('choice')} />
}
