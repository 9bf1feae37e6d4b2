import { useSlowDown } from '#pages/shared/use-slow-down.ts'

const widths = [38, 62, 54, 70, 46, 58, 30]

/** While what a tab shows is on its way. */
export function TabWaiting({ what }: { what: string }) {
  const slow = useSlowDown()
  return (
    <div role="status" className="flex flex-col gap-3 px-5 py-4">
      <span className="sr-only">{what}</span>
      {slow !== null && (
        // The reading bar has announced it; each second of it is for the eye alone.
        <p aria-hidden className="text-muted">
          {slow}
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
