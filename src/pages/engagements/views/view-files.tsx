import { use, useRef, useState } from 'react'

import { Button } from '#ui/controls/button.tsx'
import { download } from '#ui/download.ts'
import { TypedTextMaskContext } from '#ui/text/text-mask.ts'

import { usePref } from '#pages/prefs/pref.ts'
import { savedViewsPref, type SavedView } from '#pages/prefs/saved-views.ts'
import { mergeViews } from './merge-views.ts'
import { describeImport, formatViewFile, readViewFile, type ParsedViewFile } from './view-file.ts'
import { maskViewLink } from '#pages/shared/views/view-links.ts'
import { useMask } from '#pages/shell/mask/use-mask.ts'

/** Exports the saved views as a file, and imports such a file. */
export function ViewFiles() {
  const saved = usePref(savedViewsPref)
  const mask = use(TypedTextMaskContext)
  const { isMasked } = useMask()
  const chooser = useRef<HTMLInputElement>(null)
  const [message, setMessage] = useState<{ isError: boolean; text: string } | null>(null)

  const maskView = ({ name, link }: SavedView) => ({
    name: mask(name),
    link: isMasked ? maskViewLink(link) : link,
  })

  function exportViews() {
    const file = formatViewFile(saved.map(maskView))
    download(new Blob([file], { type: 'application/json' }), 'flowdesk-views.json')
  }

  function importViews(parsed: ParsedViewFile) {
    if (!parsed.ok) return setMessage({ isError: true, text: parsed.message })
    // This browser stores nothing that the mask hides.
    const masked = parsed.views.map(maskView)
    const { views, replaced, refused } = mergeViews(savedViewsPref.read(), masked)
    savedViewsPref.write(views)
    setMessage({
      isError: false,
      text: describeImport({
        imported: parsed.views.length - refused.length,
        replaced: replaced.length,
        refused: refused.length,
        invalid: parsed.invalid,
        masked: masked.filter(({ name, link }, i) => {
          const view = parsed.views[i]
          return name !== view?.name || link !== view.link
        }).length,
      }),
    })
  }

  return (
    <div className="px-2">
      <div className="flex gap-2">
        <Button size="sm" variant="quiet" disabled={saved.length === 0} onClick={exportViews}>
          Export views
        </Button>
        <Button size="sm" variant="quiet" onClick={() => chooser.current?.click()}>
          Import views
        </Button>
        <input
          ref={chooser}
          type="file"
          aria-label="File of views"
          accept=".json,application/json"
          hidden
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0]
            // The same file can be chosen again.
            currentTarget.value = ''
            if (file) void readViewFile(file).then(importViews)
          }}
        />
      </div>
      <p
        role={message?.isError === true ? 'alert' : 'status'}
        className={`text-xs ${message?.isError === true ? 'text-danger' : 'text-muted'}`}
      >
        {message?.text}
      </p>
    </div>
  )
}
