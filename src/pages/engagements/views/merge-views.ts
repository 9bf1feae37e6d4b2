import { maxSavedViews, type SavedView } from '#pages/prefs/saved-views.ts'

type MergedViews = {
  views: readonly SavedView[]
  /** The names of those that took the place of one with the same name. */
  replaced: readonly string[]
  /** The names of those for which there was no room. */
  refused: readonly string[]
}

/** Adds views. One with the name of an existing one takes its place. */
export function mergeViews(saved: readonly SavedView[], added: readonly SavedView[]): MergedViews {
  const byName = new Map(saved.map((view) => [view.name, view]))
  const replaced: string[] = []
  const refused: string[] = []
  for (const view of added) {
    if (byName.has(view.name)) replaced.push(view.name)
    else if (byName.size >= maxSavedViews) {
      refused.push(view.name)
      continue
    }
    byName.set(view.name, view)
  }
  return { views: [...byName.values()], replaced, refused }
}
