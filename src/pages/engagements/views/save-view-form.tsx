import { use, useId, useState, type SyntheticEvent } from 'react'

import { flowOf, type RunList } from '#contract/run-source.ts'
import { Button } from '#ui/controls/button.tsx'
import { TypedTextMaskContext } from '#ui/text/text-mask.ts'
import type { UrlState } from '#urls/urls.ts'

import { columnsForFlow, columnsPref } from '#pages/prefs/column-prefs.ts'
import { maxSavedViews, maxViewNameLength, isSavedView, savedViewsPref } from '#pages/prefs/saved-views.ts'
import { mergeViews } from './merge-views.ts'
import { viewLink } from '#pages/shared/views/view-links.ts'

type SaveViewFormProps = { runList: RunList; urlState: UrlState }

/** Saves the list's filters, order, columns and search text under a name. */
export function SaveViewForm({ runList, urlState }: SaveViewFormProps) {
  const id = useId()
  const [name, setName] = useState('')
  const [message, setMessage] = useState<{ isError: boolean; text: string } | null>(null)
  const mask = use(TypedTextMaskContext)
  const { listQuery } = urlState
  // This browser stores nothing that the mask hides.
  const isTextLeftOut = mask(listQuery.text) !== listQuery.text

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault()
    const view = {
      name: mask(name).trim(),
      link: viewLink({
        listQuery: isTextLeftOut ? { ...listQuery, text: '' } : listQuery,
        columns: urlState.columns ?? columnsForFlow(columnsPref.read(), flowOf(runList)),
      }),
    }
    if (name.trim() === '') return setMessage({ isError: true, text: 'Enter a name for the view.' })
    if (!isSavedView(view))
      return setMessage({ isError: true, text: 'This search is too long to be saved. Shorten it.' })
    const { views, replaced, refused } = mergeViews(savedViewsPref.read(), [view])
    if (refused.length > 0)
      return setMessage({
        isError: true,
        text: `${maxSavedViews} views are saved already. Delete one first.`,
      })
    savedViewsPref.write(views)
    setName('')
    setMessage({ isError: false, text: replaced.length > 0 ? 'Saved in place of the old one.' : 'Saved.' })
  }

  return (
    <form onSubmit={onSubmit} className="border-t border-line px-2 pt-3">
      <label htmlFor={id} className="mb-1 block text-xs font-medium text-muted">
        Save what the list shows as
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          aria-label="View name"
          value={name}
          maxLength={maxViewNameLength}
          onChange={(event) => {
            setName(event.target.value)
            setMessage(null)
          }}
          placeholder="Name"
          autoComplete="off"
          aria-invalid={message?.isError === true}
          aria-describedby={`${id}-message`}
          className="focus-ring h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 placeholder:text-faint aria-invalid:border-danger"
        />
        <Button type="submit">Save view</Button>
      </div>
      {isTextLeftOut && (
        <p className="mt-1 text-xs text-warn">The search text is left out while personal data is masked.</p>
      )}
      <p
        id={`${id}-message`}
        role={message?.isError === true ? 'alert' : 'status'}
        className={`mt-1 text-xs ${message?.isError === true ? 'text-danger' : 'text-muted'}`}
      >
        {message?.text}
      </p>
    </form>
  )
}
