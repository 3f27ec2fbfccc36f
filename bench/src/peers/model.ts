import { parseArgs } from 'node:util'
import { startFakeModel } from '@frontdesk/testing/fake-model'

const { values } = parseArgs({ options: { port: { type: 'string' } } })

// How a model speaks is in its name, so that customers' questions need no markers.
await startFakeModel({
  port: Number(values.port),
  callsKept: 1,
  models: { quick: 'tokens=20', brisk: 'tokens=5 delay=5', paced: 'tokens=50 delay=20', essay: 'tokens=200 delay=20' },
})
process.stdout.write('ready\n')
