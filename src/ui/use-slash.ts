import { useEffect, type RefObject } from 'react'

import { isWriting } from './is-writing.ts'

/** `/` from anywhere on the page leads to the field, unless somebody is writing. */
export function useSlash(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { key, altKey, ctrlKey, metaKey, defaultPrevented } = event
      if (key !== '/' || altKey || ctrlKey || metaKey || defaultPrevented || isWriting(event.target)) return
      event.preventDefault()
      field.current?.select()
      field.current?.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [field])
}
