import { keys } from '#ui/keys.ts'

/** Keys held down together, as `KeyboardEvent.key` names them. */
export type Chord = readonly string[]

type KeyGroup = {
  title: string
  rows: readonly { chords: readonly Chord[]; does: string; single?: true }[]
}

/** Every key there is, by where it works. */
export const keyTable: readonly KeyGroup[] = [
  {
    title: 'Everywhere',
    rows: [
      { chords: [[keys.help]], does: 'These keys', single: true },
      { chords: [[keys.search]], does: 'To the search box', single: true },
      { chords: [[keys.close]], does: 'Clear the search, close the panel' },
    ],
  },
  {
    title: 'In the list',
    rows: [
      { chords: [['ArrowDown'], ['ArrowUp']], does: 'From row to row' },
      { chords: [['PageDown'], ['PageUp']], does: 'A screen on, or back' },
      {
        chords: [
          ['Control', 'Home'],
          ['Control', 'End'],
        ],
        does: 'To the first row, to the last',
      },
      { chords: [['Enter']], does: 'Open the row' },
      { chords: [['ArrowRight'], ['ArrowLeft']], does: 'Into its cells, and out again' },
      { chords: [['Home'], ['End']], does: 'To the first row or cell, to the last' },
      { chords: [['Shift', 'F10'], ['ContextMenu']], does: 'Menu of the cell' },
      { chords: [['Control', keys.goToRow]], does: 'Go to a row by its number' },
    ],
  },
  {
    title: 'With a run open',
    rows: [
      {
        chords: [[keys.next], [keys.previous]],
        does: 'The next run of the list, the one before',
        single: true,
      },
      { chords: [['ArrowRight'], ['ArrowLeft']], does: 'From tab to tab, from step to step on the slider' },
      { chords: [['ArrowDown'], ['ArrowUp']], does: 'From step to step in the list of steps' },
      { chords: [['ArrowLeft'], ['ArrowRight']], does: 'Make the panel wider or narrower, on its edge' },
    ],
  },
  {
    title: 'In a context',
    rows: [
      { chords: [['ArrowDown'], ['ArrowUp']], does: 'From value to value' },
      { chords: [['PageDown'], ['PageUp']], does: 'A screen on, or back' },
      { chords: [['Home'], ['End']], does: 'To the first value, to the last' },
      { chords: [['ArrowRight'], ['ArrowLeft']], does: 'Unfold and go in, go out and fold' },
      {
        chords: [
          ['Shift', 'ArrowRight'],
          ['Shift', 'ArrowLeft'],
        ],
        does: 'Unfold or fold all that is below',
      },
      { chords: [['*']], does: 'Unfold all that stand beside it' },
      { chords: [['Enter'], [' ']], does: 'Unfold or fold' },
      {
        chords: [
          ['Control', keys.find],
          ['Meta', keys.find],
        ],
        does: 'Search the context',
      },
      { chords: [['Enter'], ['Shift', 'Enter']], does: 'The next match, the one before' },
    ],
  },
]
