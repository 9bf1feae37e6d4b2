const widths = [38, 62, 54, 70, 46, 58, 30]

/** While what a tab shows is on its way. */
export function TabWaiting({ what }: { what: string }) {
  return (
    <div role="status" className="flex flex-col gap-3 px-5 py-4">
      <span className="sr-only">{what}</span>
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
