/** What this browser keeps; null where its settings forbid it: it throws already when it is looked at. */
export const browserStore = (): Storage | null => orNull(() => localStorage)

/** What it keeps as long as the tab lasts. */
export const visitStore = (): Storage | null => orNull(() => sessionStorage)

function orNull(look: () => Storage): Storage | null {
  try {
    return look()
  } catch {
    return null
  }
}
