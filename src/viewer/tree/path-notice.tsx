import { useMemo, useState } from 'react'

import { follow, type Forest } from '#json/forest.ts'
import { type JsonPath, printJsonPath } from '#json/paths.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { useShown } from '#ui/veil.ts'

type PathNoticeProps = {
  forest: Forest
  path: JsonPath | null
  /** Goes to what of the path there is. */
  onGo: (there: { forest: Forest; id: number }) => void
}

/** Says so when what a link points at is not in the document. */
export function PathNotice({ forest, path, onGo }: PathNoticeProps) {
  const shown = useShown()
  const [closedFor, setClosedFor] = useState<JsonPath | null>(null)
  const there = useMemo(() => (path === null ? null : follow(forest, path)), [forest, path])
  if (path === null || there === null || there.rest.length === 0 || closedFor === path) return null
  const reached = path.slice(0, path.length - there.rest.length)
  return (
    <Notice
      tone="warn"
      role="status"
      title="What the link points at is not in this context"
      actions={
        <>
          {reached.length > 0 && (
            <Button size="sm" onClick={() => onGo(there)}>
              Go to {shown(shortened(printJsonPath(reached)))}
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={() => setClosedFor(path)}>
            Dismiss
          </Button>
        </>
      }
    >
      <span className="wrap-anywhere">
        <code className="font-mono text-xs">{shown(shortened(printJsonPath(path)))}</code>: there is no{' '}
        <code className="font-mono text-xs">{shown(shortened(printJsonPath(there.rest).slice(1)))}</code>
        {reached.length > 0 && ' in it'}. The run may have gone another way, or not have come there yet.
      </span>
    </Notice>
  )
}

function shortened(path: string): string {
  return path.length > 80 ? `…${path.slice(-79)}` : path
}
