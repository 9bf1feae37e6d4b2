import { useMemo, useState } from 'react'

import { resolvePath, type DocumentSet } from '#json/embedded/embedded-documents.ts'
import { type JsonPath, formatJsonPath } from '#json/path/json-path.ts'
import { Button } from '#ui/controls/button.tsx'
import { Banner } from '#ui/feedback/banner.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

/** What masks write in place of a character. */
const maskChar = '•'

type MissingPathBannerProps = {
  documents: DocumentSet
  path: JsonPath | null
  /** Goes to the deepest node of the path that exists. */
  onGoTo: (target: { documents: DocumentSet; id: number }) => void
}

/** Shown when the path of a link is not in the document. */
export function MissingPathBanner({ documents, path, onGoTo }: MissingPathBannerProps) {
  const displayText = useDisplayText()
  const [dismissedPath, setDismissedPath] = useState<JsonPath | null>(null)
  const resolved = useMemo(() => (path === null ? null : resolvePath(documents, path)), [documents, path])
  if (path === null || resolved === null || resolved.missing.length === 0 || dismissedPath === path)
    return null
  const reached = path.slice(0, path.length - resolved.missing.length)
  return (
    <Banner
      tone="warn"
      role="status"
      title="The linked value isn’t in this context"
      actions={
        <>
          {reached.length > 0 && (
            <Button size="sm" onClick={() => onGoTo(resolved)}>
              Go to {displayText(truncateStart(formatJsonPath(reached)))}
            </Button>
          )}
          <Button size="sm" variant="quiet" onClick={() => setDismissedPath(path)}>
            Dismiss
          </Button>
        </>
      }
    >
      <span className="wrap-anywhere">
        <code className="font-mono text-xs">{displayText(truncateStart(formatJsonPath(path)))}</code>:{' '}
        <code className="font-mono text-xs">
          {displayText(truncateStart(formatJsonPath(resolved.missing).slice(1)))}
        </code>{' '}
        not found.{' '}
        {formatJsonPath(path).includes(maskChar)
          ? 'The link was made while personal data was masked.'
          : 'The run may have taken another path, or not have reached it yet.'}
      </span>
    </Banner>
  )
}

function truncateStart(path: string): string {
  return path.length > 80 ? `…${path.slice(-79)}` : path
}
