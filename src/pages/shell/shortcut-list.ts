import { shortcuts } from '#ui/keys/shortcuts.ts'

/** Keys that are pressed together, as values of `KeyboardEvent.key`. */
export type Chord = readonly string[]

/** The keys of a `data-shortcut`: "g f" one after the other, "J" with Shift. */
export function chordOf(shortcut: string): Chord {
  return shortcut.split(' ').flatMap((key) => (/^[A-Z]$/.test(key) ? ['Shift', key] : [key]))
}

type ShortcutGroup = {
  title: string
  entries: readonly { chords: readonly Chord[]; action: string; isSingleKey?: true }[]
}

/** All keyboard shortcuts, grouped by where they work. */
export const shortcutList: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    entries: [
      { chords: [[shortcuts.help]], action: 'Show shortcuts', isSingleKey: true },
      { chords: [[shortcuts.search]], action: 'Go to the search box', isSingleKey: true },
      {
        chords: [
          ['Control', shortcuts.palette],
          ['Meta', shortcuts.palette],
        ],
        action: 'Open the command palette',
      },
      { chords: [['Enter'], ['ArrowDown']], action: 'From the search box to the first result' },
      { chords: [[shortcuts.close]], action: 'Close the panel, or clear the search' },
    ],
  },
  {
    title: 'In the list',
    entries: [
      { chords: [['ArrowDown'], ['ArrowUp']], action: 'Next or previous row' },
      { chords: [['PageDown'], ['PageUp']], action: 'Page down or up' },
      {
        chords: [
          ['Control', 'Home'],
          ['Control', 'End'],
        ],
        action: 'First or last row',
      },
      { chords: [['Enter']], action: 'Open the run' },
      { chords: [['ArrowRight'], ['ArrowLeft']], action: 'Move between cells' },
      { chords: [['Home'], ['End']], action: 'First or last row or cell' },
      { chords: [['Shift', 'F10'], ['ContextMenu']], action: 'Open cell menu' },
      { chords: [['Control', shortcuts.goToRow]], action: 'Go to row number' },
    ],
  },
  {
    title: 'With a run open',
    entries: [
      {
        chords: [[shortcuts.next], [shortcuts.previous]],
        action: 'Next or previous run',
        isSingleKey: true,
      },
      { chords: [['ArrowRight'], ['ArrowLeft']], action: 'Next or previous tab, or step on the slider' },
      { chords: [['ArrowDown'], ['ArrowUp']], action: 'Next or previous step in the list of steps' },
      { chords: [['ArrowLeft'], ['ArrowRight']], action: 'Widen or narrow the panel, on its edge' },
    ],
  },
  {
    title: 'In the graph of a flow',
    entries: [
      { chords: [['ArrowUp'], ['ArrowDown'], ['ArrowLeft'], ['ArrowRight']], action: 'Move the graph' },
      { chords: [['+'], ['-']], action: 'Zoom in or out' },
      { chords: [['0']], action: 'Fit the whole graph' },
    ],
  },
  {
    title: 'In a context',
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
