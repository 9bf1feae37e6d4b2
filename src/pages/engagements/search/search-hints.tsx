import { History } from 'lucide-react'

import { useShown } from '#ui/veil.ts'

import { recentSearches } from './recent-searches.ts'

const examples = [
  { typed: '(415) 555-0199', means: 'A phone number, however it is written' },
  { typed: '0199', means: 'Its last digits, four or more' },
  { typed: 'FN…, CA…, a Console link', means: 'A SID, or an address that holds one' },
  { typed: '"lost parcel"', means: 'Any text in the context, in upper or lower case' },
  { typed: 'flow.variables.lang:es', means: 'A value at a path of the context' },
  { typed: '-refund', means: 'Leaves out what holds it' },
] as const

/** What can be searched for, and what was: under the box while it is empty. */
export function SearchHints({ onChoose }: { onChoose: (text: string) => void }) {
  const shown = useShown()
  const recent = recentSearches()
  return (
    <div className="absolute inset-x-0 top-full z-30 mt-1 min-w-72 rounded-md border border-line-strong bg-raised p-1 shadow-panel">
      {recent.length > 0 && (
        <ul aria-label="Searches of this visit" className="mb-1 border-b border-line pb-1">
          {recent.map((text) => (
            <li key={text}>
              <button
                type="button"
                className="focus-ring-inset flex h-7 w-full items-center gap-2 rounded-sm px-2 text-left hover:bg-selected"
                // Safari gives a clicked button no focus: the box would be left, and this gone before the click is one.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(text)}
              >
                <History aria-hidden size={14} className="shrink-0 text-faint" />
                <bdi className="truncate">{shown(text)}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 px-2 py-1 text-xs">
        {examples.map(({ typed, means }) => (
          <div key={typed} className="contents">
            <dt className="font-mono whitespace-nowrap text-ink">{typed}</dt>
            <dd className="text-muted">{means}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
