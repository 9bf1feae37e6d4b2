import { themePref } from '#pages/prefs/ui-prefs.ts'

/** Sets the colour scheme that the user chose, and again when the choice changes: all colours are `light-dark()` values. */
export function watchTheme(): void {
  applyTheme()
  themePref.subscribe(applyTheme)
}

function applyTheme(): void {
  const theme = themePref.read()
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme
  // The browser's own bars around the page.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    const scheme = meta.dataset['scheme']
    meta.media =
      theme === 'system' ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? 'all' : 'not all'
  }
}
