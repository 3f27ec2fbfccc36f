'use client'

import { Button } from '@mantine/core'
import { IconMessageQuestion, IconSearch, IconTextPlus, IconWorld } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useWhyNot } from '../../lib/can.ts'
import { paths } from '../../lib/paths.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { AppLink, useGo } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { DocumentList } from './document-list.tsx'
import { DocumentView } from './document-view.tsx'
import { DropFiles } from './drop-files.tsx'
import { SearchView } from './search-view.tsx'
import { UploadList } from './upload-list.tsx'
import { addFiles } from './uploads.ts'

const AddText = dynamic(() => import('./add-text.tsx').then(({ AddText }) => AddText), { ssr: false })
const AddPage = dynamic(() => import('./add-page.tsx').then(({ AddPage }) => AddPage), { ssr: false })
const AddAnswer = dynamic(() => import('./add-answer.tsx').then(({ AddAnswer }) => AddAnswer), { ssr: false })

/** What the agents know: the documents, one of them, or what a question would find. */
export const KnowledgeScreen = () => {
  const place = useSearchParams()
  const go = useGo()
  const whyNot = useWhyNot('knowledge.write')
  const document = place.get('document')
  const adding = place.get('add')
  const home = () => go(paths.knowledge())
  if (document) return <DocumentView key={document} documentId={document} />
  if (place.get('view') === 'search') return <SearchView />
  return (
    <Page
      title="Knowledge"
      wide
      actions={
        <>
          <Button
            variant="default"
            component={AppLink}
            href={paths.knowledge({ view: 'search' })}
            leftSection={<IconSearch size={16} aria-hidden />}
          >
            Search
          </Button>
          <GatedButton
            variant="default"
            whyNot={whyNot}
            leftSection={<IconMessageQuestion size={16} aria-hidden />}
            onClick={() => go(paths.knowledge({ add: 'answer' }))}
          >
            Add Q&A
          </GatedButton>
          <GatedButton
            variant="default"
            whyNot={whyNot}
            leftSection={<IconWorld size={16} aria-hidden />}
            onClick={() => go(paths.knowledge({ add: 'page' }))}
          >
            Add web page
          </GatedButton>
          <GatedButton
            whyNot={whyNot}
            leftSection={<IconTextPlus size={16} aria-hidden />}
            onClick={() => go(paths.knowledge({ add: 'text' }))}
          >
            Add text
          </GatedButton>
        </>
      }
    >
      <div className="mb-4">
        <DropFiles onFiles={addFiles} whyNot={whyNot} />
      </div>
      <UploadList />
      <DocumentList />
      {adding === 'text' && whyNot === undefined && <AddText onClose={home} />}
      {adding === 'page' && whyNot === undefined && <AddPage onClose={home} />}
      {adding === 'answer' && whyNot === undefined && <AddAnswer onClose={home} />}
    </Page>
  )
}
