import type { Agent } from '@frontdesk/contract/agents'
import { useLocalStorage } from '@mantine/hooks'
import { useState } from 'react'

/** Who answers in a new conversation: named in the address, or talked to last, or the first there is. */
export const useChosenAgent = (agents: readonly Agent[] | undefined, named: string | null) => {
  const [last, setLast] = useLocalStorage<string | null>({ key: 'last-agent', defaultValue: null })
  const [picked, setPicked] = useState<string | null>(null)
  const find = (id: string | null) => agents?.find(agent => agent.id === id)
  const choose = (id: string) => {
    setPicked(id)
    setLast(id)
  }
  return { agent: find(picked) ?? find(named) ?? find(last) ?? agents?.[0], choose }
}
