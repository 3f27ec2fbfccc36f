import { useState } from 'react'

/** Runs something that may fail, knowing meanwhile that it runs and afterwards why it did not work. */
export const useAction = <Arguments extends unknown[]>(run: (...given: Arguments) => Promise<unknown>) => {
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const start = async (...given: Arguments): Promise<boolean> => {
    setWorking(true)
    setProblem(undefined)
    try {
      await run(...given)
      return true
    } catch (thrown) {
      setProblem(thrown)
      return false
    } finally {
      setWorking(false)
    }
  }
  return { start, working, problem, forget: () => setProblem(undefined) }
}
