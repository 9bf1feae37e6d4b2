import { formatJsonPath, type JsonPath } from '#json/path/json-path.ts'
import { Link } from '#ui/router/link.tsx'

import { MissingPlace } from '#pages/engagement/shared/missing-place.tsx'

/** Says that this tab does not quote the context's value in the link, which the Context tab shows. */
export function MissingValue({ path, contextUrl }: { path: JsonPath; contextUrl: string }) {
  return (
    <MissingPlace noun="value" place={formatJsonPath(path)}>
      isn’t quoted here.{' '}
      <Link to={contextUrl} className="focus-ring rounded-sm text-accent underline underline-offset-2">
        Show it in Context
      </Link>
    </MissingPlace>
  )
}
