/** `localStorage`, or null where the browser's settings forbid it: then even reading the property throws. */
export const safeLocalStorage = (): Storage | null => storageOrNull(() => localStorage)

/** `sessionStorage`, or null where it is forbidden. Lasts as long as the tab. */
export const safeSessionStorage = (): Storage | null => storageOrNull(() => sessionStorage)

function storageOrNull(getStorage: () => Storage): Storage | null {
  try {
    return getStorage()
  } catch {
    return null
  }
}
