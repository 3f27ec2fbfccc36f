import { api } from '../../lib/api.ts'
import { countDocuments } from '../../lib/endpoints.ts'

const askEveryMs = 700
const patienceMs = 60_000

/** Waits until what was added can be answered from; a long document may go on being read after a minute. */
export const whenRead = async () => {
  for (let waited = 0; waited < patienceMs; waited += askEveryMs) {
    const { queued, processing } = await api.call(countDocuments)
    if (queued + processing === 0) return
    await new Promise(resolve => setTimeout(resolve, askEveryMs))
  }
}
