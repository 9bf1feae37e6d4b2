import { History } from 'lucide'
import { use } from 'react'

import { Icon } from '#ui/icon.tsx'
import { TypedTextMaskContext } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { recentSearches } from '#pages/shared/search/recent-searches.ts'

const examples = [
  { typed: '(415) 555-0199', meaning: 'A phone number, in any format' },
  { typed: '0199', meaning: 'Its last digits, at least four' },
  { typed: 'FN…, CA…, a Console link', meaning: 'A SID, or a link that contains one' },
  { typed: '"lost parcel"', meaning: 'Any text (case ignored)' },
  { typed: 'flow.variables.lang:es', meaning: 'A value at a path in the context' },
  { typed: 'passed:lookup_order', meaning: 'Runs that passed a widget (ended: its last one)' },
  { typed: 'passed:ask>bye', meaning: 'Runs that went from one widget to another' },
  { typed: '-refund', meaning: 'Excludes runs that contain this' },
] as const

/** Search examples and recent searches, shown under the empty search box. */
export function SearchHints({ onChoose }: { onChoose: (text: string) => void }) {
  const mask = use(TypedTextMaskContext)
  const recent = recentSearches()
  return (
    <div className="absolute inset-x-0 top-full z-30 mt-1 min-w-72 rounded-md border border-line-strong bg-raised p-1 shadow-panel tiny:fixed tiny:inset-x-2 tiny:top-17 tiny:bottom-2 tiny:overflow-y-auto">
      {recent.length > 0 && (
        <ul aria-label="Recent searches" className="mb-1 border-b border-line pb-1">
          {recent.map((text) => (
            <li key={text}>
              <button
                type="button"
                className="focus-ring-inset flex h-7 w-full items-center gap-2 rounded-sm px-2 text-left hover:bg-selected"
                // Safari does not focus a clicked button: the search box would blur and remove this button before the click.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(text)}
              >
                <Icon icon={History} size={14} className="shrink-0 text-faint" />
                <span className="truncate">
                  <UntrustedText text={mask(text)} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 px-2 py-1 text-xs">
        {examples.map(({ typed, meaning }) => (
          <div key={typed} className="contents">
            <dt className="font-mono whitespace-nowrap text-ink">{typed}</dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
