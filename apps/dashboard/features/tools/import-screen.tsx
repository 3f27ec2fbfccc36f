import type { Reply } from '@frontdesk/contract/endpoint'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { importTools } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { useGo } from '../../ui/link.tsx'
import { notify } from '../../ui/notify.tsx'
import { Page } from '../../ui/page.tsx'
import { AllTools } from './all-tools.tsx'
import { ImportSource, type Source } from './import-source.tsx'
import { type Picked, PickOperations } from './pick-operations.tsx'

type Read = { source: Source; found: Reply<typeof importTools> }

/** From an OpenAPI document to tools: read it, pick operations, get a tool of each. */
export const ImportScreen = () => {
  const [read, setRead] = useState<Read>()
  const whyNot = useWhyNot('tools.write')
  const go = useGo()
  const look = async (source: Source) => setRead({ source, found: await api.call(importTools, { body: source }) })
  const make = async (picked: Picked) => {
    if (!read) return
    const { tools } = await api.call(importTools, { body: { ...read.source, ...picked } })
    await refresh('tools')
    void notify(tools.length === 1 ? `${tools[0]?.name} is ready` : `${tools.length} tools are ready`)
    go(paths.tools())
  }
  return (
    <Page
      title="Import from OpenAPI"
      lead="Reads an OpenAPI document (3.0 or 3.1, JSON or YAML) and makes a tool of each operation that you pick."
      actions={<AllTools />}
    >
      {whyNot && <p className="mb-4 text-(--quiet)">{whyNot}</p>}
      <ImportSource onRead={look} onChange={() => setRead(undefined)} whyNot={whyNot} />
      {read && <PickOperations found={read.found} onMake={make} />}
    </Page>
  )
}
