import { Fragment, useState } from 'react'

import { Dialog } from '#ui/floating/dialog.tsx'
import { shortcuts } from '#ui/keys/shortcuts.ts'

import { usePref } from '#pages/prefs/pref.ts'
import { shortcutsPref } from '#pages/prefs/ui-prefs.ts'
import { SingleKeysField } from './single-keys-field.tsx'
import { shortcutsHere, type Chord } from './shortcut-list.ts'

/** The keyboard shortcuts that work on this screen, and the setting for single-key ones. On closing, the browser restores the focus. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const areShortcutsEnabled = usePref(shortcutsPref)
  // As the screen is when it opens.
  const [groups] = useState(shortcutsHere)
  return (
    <Dialog title="Keyboard shortcuts" closeKey={shortcuts.help} onClose={onClose} className="w-180">
      <div className="gap-x-8 sm:columns-2">
        {groups.map(({ title, entries }) => (
          <section key={title} className="pb-4 [break-inside:avoid-column]">
            <h3 className="pb-1 text-xs font-medium text-muted">{title}</h3>
            <dl>
              {entries.map(({ chords, action, isSingleKey: isSingle }) => (
                <div
                  key={action}
                  className={`flex min-h-7 items-center gap-3 border-t border-line py-0.5 ${isSingle && !areShortcutsEnabled ? 'text-faint line-through' : ''}`}
                >
                  <dt className="order-2 flex shrink-0 items-center gap-2">
                    {chords.map((chord, i) => (
                      <Fragment key={chord.join('+')}>
                        {i > 0 && <span className="sr-only">or</span>}
                        <KeyCombination chord={chord} />
                      </Fragment>
                    ))}
                  </dt>
                  <dd className="min-w-0 flex-1">{action}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="border-t border-line pt-4">
        <SingleKeysField />
      </div>
    </Dialog>
  )
}

/** Keys as on a keyboard. */
export function KeyCombination({ chord }: { chord: Chord }) {
  return (
    <span className="flex items-center gap-0.5">
      {chord.map((key) => (
        <kbd
          key={key}
          className="min-w-5 rounded-sm border border-line-strong bg-surface px-1 text-center font-sans text-2xs leading-4.5 text-muted"
        >
          <span aria-hidden>{formatKey(key)}</span>
          <span className="sr-only">{spokenKeyNames[key] ?? key}</span>
        </kbd>
      ))}
    </span>
  )
}

const keySymbols: Record<string, string> = {
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

/** Names for screen readers, where the symbol is not a word. */
const spokenKeyNames: Record<string, string> = {
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

function formatKey(key: string): string {
  return keySymbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}
