import { Fragment } from 'react'

import { Dialog } from '#ui/dialog.tsx'
import { keys } from '#ui/keys.ts'

import { usePref } from '#pages/prefs/pref.ts'
import { singleKeysPref } from '#pages/prefs/single-keys.ts'
import { keyTable, type Chord } from './key-table.ts'

/** All keys, and whether the single ones are wanted. The browser puts the focus back where it was. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const single = usePref(singleKeysPref)
  return (
    <Dialog title="Keyboard shortcuts" closeKey={keys.help} onClose={onClose} className="w-180">
      <div className="gap-x-8 sm:columns-2">
        {keyTable.map(({ title, rows }) => (
          <section key={title} className="pb-4 [break-inside:avoid-column]">
            <h3 className="pb-1 text-xs font-medium text-muted">{title}</h3>
            <dl>
              {rows.map(({ chords, does, single: isSingle }) => (
                <div
                  key={does}
                  className={`flex min-h-7 items-center gap-3 border-t border-line py-0.5 ${isSingle && !single ? 'text-faint line-through' : ''}`}
                >
                  <dt className="order-2 flex shrink-0 items-center gap-2">
                    {chords.map((chord, i) => (
                      <Fragment key={chord.join('+')}>
                        {i > 0 && <span className="sr-only">or</span>}
                        <Keys chord={chord} />
                      </Fragment>
                    ))}
                  </dt>
                  <dd className="min-w-0 flex-1">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="flex items-center gap-2 border-t border-line pt-4">
        <input
          type="checkbox"
          checked={single}
          onChange={({ currentTarget }) => singleKeysPref.write(currentTarget.checked)}
          className="focus-ring size-4 rounded-sm accent-accent"
        />
        Use the single keys {[keys.help, keys.search, keys.next, keys.previous].map(drawn).join(' ')}
      </label>
    </Dialog>
  )
}

function Keys({ chord }: { chord: Chord }) {
  return (
    <span className="flex items-center gap-0.5">
      {chord.map((key) => (
        <kbd
          key={key}
          className="min-w-5 rounded-sm border border-line-strong bg-surface px-1 text-center font-sans text-2xs leading-4.5 text-muted"
        >
          <span aria-hidden>{drawn(key)}</span>
          <span className="sr-only">{spoken[key] ?? key}</span>
        </kbd>
      ))}
    </span>
  )
}

const signs: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Control: 'Ctrl',
  Meta: '⌘',
  Escape: 'Esc',
  ContextMenu: 'Menu',
  ' ': 'Space',
}

/** Where the sign is no word. */
const spoken: Record<string, string> = {
  ArrowDown: 'Arrow down',
  ArrowUp: 'Arrow up',
  ArrowLeft: 'Arrow left',
  ArrowRight: 'Arrow right',
  PageDown: 'Page down',
  PageUp: 'Page up',
  Meta: 'Command',
  ContextMenu: 'Menu key',
  '?': 'Question mark',
  '/': 'Slash',
  '*': 'Asterisk',
  ' ': 'Space',
}

function drawn(key: string): string {
  return signs[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}
