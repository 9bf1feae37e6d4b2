import { useEffect } from 'react'

import { densities, densityPref } from '#pages/prefs/ui-prefs.ts'
import { themePref, themes } from '#pages/prefs/theme-pref.ts'
import { TimeZoneField } from '#pages/shared/time-zone-field.tsx'
import { useMask } from '#pages/shell/mask/use-mask.ts'
import { useUnmask } from '#pages/shell/mask/use-unmask.ts'
import { Button } from '#ui/controls/button.tsx'

import { RadioChoice } from './radio-choice.tsx'
import { SingleKeysField } from './single-keys-field.tsx'
import { AiTools } from './ai-tools/ai-tools.tsx'

/** A dialog that the settings open. */
export type SettingsDialog = 'tokens' | 'shortcuts' | 'unmask'

const densityLabels = { compact: 'Compact', comfortable: 'Comfortable' } as const
const themeLabels = { system: 'System', light: 'Light', dark: 'Dark' } as const

/** The settings that concern all pages. @param onOpen closes the settings and opens a dialog */
export function SettingsPanel({ onOpen }: { onOpen: (dialog: SettingsDialog) => void }) {
  useEffect(() => themePref.subscribe(applyTheme), [])
  return (
    <div className="flex w-80 max-w-full flex-col gap-3">
      <div className="flex flex-col gap-2">
        <TimeZoneField />
        <p className="text-xs text-muted">
          All times are shown and entered in this time zone. Saved in this browser; links and searches
          (after:, before:) have times in UTC.
        </p>
      </div>
      <div className="flex flex-col gap-3 border-t border-line pt-3">
        <RadioChoice legend="Rows" pref={densityPref} labels={densityLabels} options={densities} />
        <RadioChoice legend="Theme" pref={themePref} labels={themeLabels} options={themes} />
      </div>
      <div className="flex flex-col gap-2 border-t border-line pt-3">
        <MaskField onUnmask={() => onOpen('unmask')} />
        <SingleKeysField />
        <Button aria-haspopup="dialog" className="self-start" onClick={() => onOpen('shortcuts')}>
          Show keyboard shortcuts
        </Button>
      </div>
      <AiTools onOpenTokens={() => onOpen('tokens')} />
    </div>
  )
}

/** `public/theme.js` applies it, as it did before the first paint. */
function applyTheme() {
  window.dispatchEvent(new CustomEvent('flowdesk-theme', { detail: themePref.read() }))
}

function MaskField({ onUnmask }: { onUnmask: () => void }) {
  const { isMasked } = useMask()
  const { mask } = useUnmask()
  return (
    <label className="flex min-h-6 items-center gap-2">
      <input
        type="checkbox"
        checked={isMasked}
        onChange={() => (isMasked ? onUnmask() : mask())}
        className="focus-ring size-4 rounded-sm accent-accent"
      />
      Mask personal data
    </label>
  )
}
