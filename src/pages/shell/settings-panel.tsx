import { TimeZoneField } from '#pages/shared/time-zone-field.tsx'
import { SingleKeysField } from './single-keys-field.tsx'
import { AiTools } from './ai-tools/ai-tools.tsx'

/** The settings that concern all pages. */
export function SettingsPanel({ onOpenTokens }: { onOpenTokens: () => void }) {
  return (
    <div className="flex w-80 max-w-full flex-col gap-2">
      <TimeZoneField />
      <p className="text-xs text-muted">
        All times are shown and entered in this time zone. Saved in this browser; links and searches (after:,
        before:) have times in UTC.
      </p>
      <SingleKeysField />
      <AiTools onOpenTokens={onOpenTokens} />
    </div>
  )
}
