import { parseArgs } from 'node:util'
import { startFakeModel } from '@frontdesk/testing/fake-model'

const { values } = parseArgs({ options: { port: { type: 'string' } } })

const speech =
  'Your parcel left our shop this morning, and it will be with you tomorrow before noon, as far as we know.'
const calling = (times: number) =>
  `plan=${JSON.stringify([...Array.from({ length: times }, () => ({ calls: [{ name: 'look', arguments: {} }] })), { say: speech }])}`

// How a model speaks is in its name, so that customers' questions need no markers.
await startFakeModel({
  port: Number(values.port),
  callsKept: 1,
  models: {
    quick: 'tokens=20',
    brisk: 'tokens=5 delay=5',
    paced: 'tokens=50 delay=20',
    essay: 'tokens=200 delay=20',
    'calls-0': calling(0),
    'calls-1': calling(1),
    'calls-5': calling(5),
  },
})
process.stdout.write('ready\n')
