import { useEffect } from 'react'

let unsaved = false

/** While true, leaving the page asks first. */
export const useUnsavedChanges = (changed: boolean) => {
  useEffect(() => {
    unsaved = changed
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved) event.preventDefault()
    }
    if (changed) window.addEventListener('beforeunload', ask)
    return () => {
      unsaved = false
      window.removeEventListener('beforeunload', ask)
    }
  }, [changed])
}

/** True: nothing would be lost, or the person accepts the loss. */
export const mayLeave = () => {
  if (!unsaved || window.confirm('Your changes are not saved. Leave without saving?')) {
    unsaved = false
    return true
  }
  return false
}

/** What was typed is kept now, so nothing has to be asked about it. */
export const nothingUnsaved = () => {
  unsaved = false
}
