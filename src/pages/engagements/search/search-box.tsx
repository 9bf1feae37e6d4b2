import { lazy, Suspense, useRef, useState, type FocusEvent } from 'react'

import type { Question } from '#search/question.ts'
import { SearchField } from '#ui/search-field.tsx'

import { useDraft } from './use-draft.ts'

const SearchHints = lazy(async () => ({ default: (await import('./search-hints.tsx')).SearchHints }))

type SearchBoxProps = {
  question: Question
  onAsk: (question: Question, options: { replace: boolean }) => void
  /** The id of what says how the text was read. */
  readingId: string
}

/** One box for whatever somebody has of the run they look for. */
export function SearchBox({ question, onAsk, readingId }: SearchBoxProps) {
  const draft = useDraft(question, onAsk)
  const field = useRef<HTMLInputElement>(null)
  const [isIn, setIsIn] = useState(false)

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (currentTarget.contains(relatedTarget)) return
    setIsIn(false)
    draft.finish()
  }

  function choose(text: string) {
    draft.put(text)
    // The button that was chosen goes, and the focus with it.
    field.current?.focus()
  }

  return (
    <search
      className="relative min-w-56 flex-1 basis-56 sm:max-w-lg"
      onFocus={() => {
        setIsIn(true)
        draft.prepare()
      }}
      onBlur={onBlur}
    >
      <SearchField
        field={field}
        label="Search engagements"
        placeholder="Phone number, SID, order number, any text"
        value={draft.text}
        onChange={draft.type}
        onEnter={draft.finish}
        onClear={() => draft.put('')}
        describedBy={draft.text === '' ? undefined : readingId}
      />
      {isIn && draft.text === '' && (
        <Suspense>
          <SearchHints onChoose={choose} />
        </Suspense>
      )}
    </search>
  )
}
