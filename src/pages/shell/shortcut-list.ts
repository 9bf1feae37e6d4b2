import { tabs } from '#urls/tabs.ts'
import { shortcuts } from '#ui/keys/shortcuts.ts'

const searchField = '[type=search][aria-label="Search engagements"]'

/** Keys that are pressed together, as values of `KeyboardEvent.key`. */
export type Chord = readonly string[]

/** The keys of a `data-shortcut`: "g f" one after the other, "J" with Shift. */
export function chordOf(shortcut: string): Chord {
  return shortcut.split(' ').flatMap((key) => (/^[A-Z]$/.test(key) ? ['Shift', key] : [key]))
}

type ShortcutGroup = {
  title: string
  /** Selects an element that is on the screen where these keys work; null where they work everywhere. */
  at: string | null
  entries: readonly {
    chords: readonly Chord[]
    action: string
    isSingleKey?: true
    /** As above, for one entry. */
    at?: string
  }[]
}

/** The entry of a control that names its own key. */
function controlKey(action: string, ...keys: string[]) {
  const at = keys.map((key) => `[data-shortcut="${key}"]`).join(', ')
  return { chords: keys.map(chordOf), action, isSingleKey: true, at } as const
}

/** All keyboard shortcuts, grouped by where they work. */
export const shortcutList: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    at: null,
    entries: [
      { chords: [[shortcuts.help]], action: 'Show shortcuts', isSingleKey: true },
      {
        chords: [
          ['Control', shortcuts.palette],
          ['Meta', shortcuts.palette],
        ],
        action: 'Open the command palette',
      },
      controlKey('Go to the flows', 'g f'),
      {
        chords: [[shortcuts.refresh]],
        action: 'Refresh',
        isSingleKey: true,
        at: '[role=grid], [aria-label=Flows]',
      },
      { chords: [[shortcuts.search]], action: 'Go to the search box', isSingleKey: true, at: searchField },
      {
        chords: [['Enter'], ['ArrowDown']],
        action: 'From the search box to the first result',
        at: searchField,
      },
      { chords: [[shortcuts.close]], action: 'Close the panel, or clear the search' },
    ],
  },
  {
    title: 'In the list',
    at: '[role=grid]',
    entries: [
      { chords: [['ArrowDown'], ['ArrowUp']], action: 'Next or previous row' },
      {
        chords: [[shortcuts.next], [shortcuts.previous]],
        action: 'Go to the list, next or previous row',
        isSingleKey: true,
      },
      { chords: [['PageDown'], ['PageUp']], action: 'Page down or up' },
      {
        chords: [
          ['Control', 'Home'],
          ['Control', 'End'],
        ],
        action: 'First or last row',
      },
      { chords: [['Enter']], action: 'Open the run' },
      { chords: [[shortcuts.selectRow]], action: 'Select the row, or end its selection', isSingleKey: true },
      controlKey('Go to the status filter', 'f'),
      controlKey('Export', 'e'),
      { chords: [['ArrowRight'], ['ArrowLeft']], action: 'Move between cells' },
      { chords: [['Home'], ['End']], action: 'First or last row or cell' },
      { chords: [['Shift', 'F10'], ['ContextMenu']], action: 'Open cell menu' },
      { chords: [['Control', shortcuts.goToRow]], action: 'Go to row number' },
    ],
  },
  {
    title: 'With a run open',
    at: '[data-panel]',
    entries: [
      controlKey('Next or previous run', 'J', 'K'),
      {
        chords: [[shortcuts.next], [shortcuts.previous]],
        action: 'The same, outside the list',
        isSingleKey: true,
        at: '[data-shortcut="J"]',
      },
      controlKey('Select a tab', ...tabs.map((_, i) => `${i + 1}`)),
      controlKey('Copy link', 'y'),
      controlKey('Compare', 'c'),
      { chords: [['ArrowRight'], ['ArrowLeft']], action: 'Next or previous tab, or step on the slider' },
      {
        chords: [['ArrowDown'], ['ArrowUp']],
        action: 'Next or previous step in the list of steps',
        at: '[aria-label=Steps]',
      },
      { chords: [['ArrowLeft'], ['ArrowRight']], action: 'Widen or narrow the panel, on its edge' },
    ],
  },
  {
    title: 'In the graph of a flow',
    at: '.react-flow',
    entries: [
      { chords: [['ArrowUp'], ['ArrowDown'], ['ArrowLeft'], ['ArrowRight']], action: 'Move the graph' },
      { chords: [['+'], ['-']], action: 'Zoom in or out' },
      { chords: [['0']], action: 'Fit the whole graph' },
    ],
  },
  {
    title: 'In a context',
    at: '[role=tree]',
    entries: [
      { chords: [['ArrowDown'], ['ArrowUp']], action: 'Next or previous value' },
      { chords: [['PageDown'], ['PageUp']], action: 'Page down or up' },
      { chords: [['Home'], ['End']], action: 'First or last value' },
      { chords: [['ArrowRight'], ['ArrowLeft']], action: 'Expand and go in, or go out and collapse' },
      {
        chords: [
          ['Shift', 'ArrowRight'],
          ['Shift', 'ArrowLeft'],
        ],
        action: 'Expand or collapse everything below',
      },
      { chords: [['*']], action: 'Expand siblings' },
      { chords: [['Enter'], [' ']], action: 'Expand or collapse' },
      {
        chords: [
          ['Control', shortcuts.find],
          ['Meta', shortcuts.find],
        ],
        action: 'Search the context',
      },
      { chords: [['Enter'], ['Shift', 'Enter']], action: 'Next or previous match' },
    ],
  },
]

/** The shortcuts that work on the screen as it is now. */
export function shortcutsHere(): readonly ShortcutGroup[] {
  return shortcutList
    .filter(({ at }) => isOnScreen(at))
    .map((group) => ({ ...group, entries: group.entries.filter(({ at = null }) => isOnScreen(at)) }))
    .filter(({ entries }) => entries.length > 0)
}

function isOnScreen(selector: string | null): boolean {
  if (selector === null) return true
  return [...document.querySelectorAll(selector)].some((element) => element.checkVisibility())
}
