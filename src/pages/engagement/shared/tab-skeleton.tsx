import { useRateLimitNotice } from '#pages/shared/use-rate-limit-notice.ts'

const widths = [38, 62, 54, 70, 46, 58, 30]

/** A tab's placeholder while its content loads. */
export function TabSkeleton({ label }: { label: string }) {
  const rateLimitNotice = useRateLimitNotice()
  return (
    <div role="status" className="flex flex-col gap-3 px-5 py-4">
      <span className="sr-only">{label}</span>
      {rateLimitNotice !== null && (
        // The loading bar has announced the wait; the countdown is visual only.
        <p aria-hidden className="text-muted">
          {rateLimitNotice}
        </p>
      )}
      {widths.map((width) => (
        <span
          key={width}
          className="h-2.5 animate-pulse rounded-sm bg-hover"
          style={{ width: `${width}%` }}
        />
      ))}
    </div>
  )
}
