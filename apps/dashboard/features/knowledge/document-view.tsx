import type { DocumentInFull } from '@frontdesk/contract/knowledge'
import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api, problemSentence } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { deleteDocument, retryDocument } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { readableBytes } from '../../ui/bytes.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { AppLink, useGo } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { notify } from '../../ui/notify.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { ChunkedText } from './chunked-text.tsx'
import { DocumentStatus } from './document-status.tsx'
import { useDocument } from './documents.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })

/** One document as it is stored, with the chunks an agent can be given. */
export const DocumentView = ({ documentId }: { documentId: string }) => {
  const { value: document, problem } = useDocument(documentId)
  const [deleting, setDeleting] = useState(false)
  const whyNot = useWhyNot('knowledge.write')
  const go = useGo()
  const parameters = { documentId }
  const retry = () =>
    api.call(retryDocument, { parameters }).then(
      () => refresh('knowledge'),
      (thrown: unknown) => notify(problemSentence(thrown), 'bad'),
    )
  const remove = async () => {
    await api.call(deleteDocument, { parameters })
    await refresh('knowledge:list')
    go(paths.knowledge())
  }
  const back = (
    <Button
      variant="default"
      component={AppLink}
      href={paths.knowledge()}
      leftSection={<IconArrowLeft size={16} aria-hidden />}
    >
      All documents
    </Button>
  )
  if (document === undefined)
    return (
      <Page title="Document" actions={back}>
        {problem === undefined ? (
          <SkeletonRows />
        ) : (
          <Problem thrown={problem} onRetry={() => void refresh('knowledge')} />
        )}
      </Page>
    )
  return (
    <Page
      title={document.title}
      actions={
        <>
          {back}
          {(document.status === 'failed' || (document.status === 'ready' && document.kind === 'page')) && (
            <GatedButton variant="default" whyNot={whyNot} onClick={() => void retry()}>
              {document.kind === 'page' ? 'Read again' : 'Process again'}
            </GatedButton>
          )}
          <GatedButton variant="default" whyNot={whyNot} onClick={() => setDeleting(true)}>
            Delete
          </GatedButton>
        </>
      }
    >
      <Facts document={document} />
      {document.text === '' ? (
        <p className="text-(--quiet)">
          {document.status === 'failed' ? 'No text could be read.' : 'The text appears here when it has been read.'}
        </p>
      ) : (
        <ChunkedText text={document.text} chunks={document.chunks} />
      )}
      {deleting && (
        <Confirm title="Delete this document?" action="Delete" onConfirm={remove} onClose={() => setDeleting(false)}>
          Its text, chunks and file are removed at once, and no agent answers from it any more. Answers already given
          keep their citations.
        </Confirm>
      )}
    </Page>
  )
}

const Facts = ({ document }: { document: DocumentInFull }) => (
  <div className="mb-5 flex flex-col gap-2">
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[13px] text-(--quiet) tabular-nums">
      <DocumentStatus status={document.status} />
      <span>{readableBytes(document.bytes)}</span>
      <span>
        {document.chunkCount} {document.chunkCount === 1 ? 'chunk' : 'chunks'}
      </span>
      {document.language && <span>Language: {document.language}</span>}
      {document.externalId && <span className="truncate">Id: {document.externalId}</span>}
      <span>
        Updated <Moment at={document.updatedAt} />
      </span>
      {document.url && (
        <a
          href={document.url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="truncate text-(--accent) underline"
        >
          {document.url}
        </a>
      )}
    </div>
    {document.failure && (
      <p role="alert" className="text-(--bad)" dir="auto">
        {document.failure}
      </p>
    )}
  </div>
)
