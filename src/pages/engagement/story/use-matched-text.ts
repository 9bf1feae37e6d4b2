import { useMemo } from 'react'

import { findChild, stringValue } from '#json/parse/document.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import type { ParsedText } from '#json/worker/parsed-text.ts'

import { useUrlState } from '#pages/shared/use-url-state.ts'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

/**
 * The text of the context's value in the link, at which a search hit opens; null without one, and where the link leads to a
 * step. A message with this text is the place of the hit in a conversation.
 */
export function useMatchedText({ context }: EngagementData): string | null {
  const { path, step } = useUrlState()
  return useMemo(
    () => (path === null || step !== null ? null : textAtPath(context.data, path)),
    [context.data, path, step],
  )
}

/** The string at a path; null for any other value, and where there is none. Strings inside embedded JSON are not found. */
export function textAtPath(parsed: ParsedText | null, path: JsonPath): string | null {
  if (parsed === null || parsed.result instanceof JsonTextError) return null
  let node: number | undefined = 0
  for (const step of path) {
    if (node !== undefined) node = findChild(parsed.result, node, step)
  }
  const text = node === undefined ? null : stringValue(parsed.result, node)
  return text === '' ? null : text
}
