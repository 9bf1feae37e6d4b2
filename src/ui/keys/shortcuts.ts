/**
 * The app's own shortcuts. Key handlers use these constants, and the shortcuts dialog lists them. Arrows and similar
 * keys follow the WAI-ARIA patterns for lists, grids and trees.
 */
export const shortcuts = {
  help: '?',
  search: '/',
  next: 'j',
  previous: 'k',
  refresh: 'r',
  selectRow: 'x',
  close: 'Escape',
  /** With Ctrl, or ⌘. */
  palette: 'k',
  /** With Ctrl. */
  goToRow: 'g',
  /** With Ctrl, or ⌘. */
  find: 'f',
} as const
