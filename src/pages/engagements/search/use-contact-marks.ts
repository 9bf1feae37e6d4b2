import { useEffect, useState } from 'react'

import { noMark, type MarkOf } from './contact-marks.ts'

/** What marks contacts' addresses for a search. Until the grammar is here, and without a search, nothing is marked. */
export function useContactMarks(text: string): MarkOf {
  const [made, setMade] = useState({ text: '', markOf: noMark })

  useEffect(() => {
    if (text === '') return
    let isLatest = true
    import('#search/contact-marks.ts').then(
      ({ contactMarker }) => isLatest && setMade({ text, markOf: contactMarker(text) }),
      // Marks are a help to the eye; that the grammar does not come is told by the search box.
      () => {},
    )
    return () => {
      isLatest = false
    }
  }, [text])

  return made.text === text ? made.markOf : noMark
}
