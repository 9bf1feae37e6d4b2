import { themePref } from '#pages/prefs/ui-prefs.ts'

/** Sets the colour scheme that the user chose, and again when the choice changes: all colours are `light-dark()` values. */
export function watchTheme(): void {
  applyTheme()
  themePref.subscribe(applyTheme)
}

function applyTheme(): void {
  const theme = themePref.read()
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme
}
