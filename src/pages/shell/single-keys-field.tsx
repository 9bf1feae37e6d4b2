import { usePref } from '#pages/prefs/pref.ts'
import { shortcutsPref } from '#pages/prefs/ui-prefs.ts'

/** Switches the single-key shortcuts on and off (WCAG 2.1.4). */
export function SingleKeysField() {
  const isEnabled = usePref(shortcutsPref)
  return (
    <label className="flex min-h-6 items-center gap-2">
      <input
        type="checkbox"
        checked={isEnabled}
        onChange={({ currentTarget }) => shortcutsPref.write(currentTarget.checked)}
        className="focus-ring size-4 rounded-sm accent-accent"
      />
      Single-key shortcuts, such as / ? J
    </label>
  )
}
