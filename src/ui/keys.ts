/**
 * The keys that mean something of this app's own, by what they do. Who hears one takes it from here, and the sheet of
 * keys says what it does. Arrows and their like do what the WAI-ARIA patterns of lists, grids and trees say.
 */
export const keys = {
  help: '?',
  search: '/',
  next: 'j',
  previous: 'k',
  close: 'Escape',
  /** With Ctrl. */
  goToRow: 'g',
  /** With Ctrl, or ⌘. */
  find: 'f',
} as const
