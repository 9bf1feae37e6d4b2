import type { RevisionList } from '#twilio/defined-revision.ts'

type OtherRevision = Pick<RevisionList['revisions'][number], 'revision' | 'date' | 'message'>

/**
 * The revisions that one can be compared with, the newest first.
 * @param first always among them, though Twilio lists the newest 1,000 only
 */
export function otherRevisions(
  { revisions }: RevisionList,
  revision: number,
  first: number | null,
): readonly OtherRevision[] {
  const others: OtherRevision[] = revisions.filter((each) => each.revision !== revision)
  if (first === null || others.some((each) => each.revision === first)) return others
  return [...others, { revision: first, date: null, message: null }].toSorted(
    (a, b) => b.revision - a.revision,
  )
}
