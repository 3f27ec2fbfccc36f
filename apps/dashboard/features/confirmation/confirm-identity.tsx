'use client'

import dynamic from 'next/dynamic'
import { useAsked } from '../../lib/confirmation.ts'

const ConfirmDialog = dynamic(() => import('./confirm-dialog.tsx').then(({ ConfirmDialog }) => ConfirmDialog), {
  ssr: false,
})

/** The one place where people prove anew who they are, whatever they are about to change; most visits never see it. */
export const ConfirmIdentity = () => {
  const asked = useAsked()
  return asked ? <ConfirmDialog takesCode={asked.takesCode} onDone={asked.answer} /> : null
}
