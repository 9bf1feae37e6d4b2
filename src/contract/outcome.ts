/** What became of a run. Filters, links and colours distinguish these. */
const outcomeKinds = ['completed', 'waiting', 'ended-early', 'failed', 'stopped', 'unknown'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

/** What a list can be filtered by. */
export const outcomeOptions = [...outcomeKinds, 'not-loaded'] as const
export type OutcomeOption = (typeof outcomeOptions)[number]

/**
 * Where a run waits, or how it ended. Where nothing is loaded that says so, there is null in its place: nothing is
 * guessed. `unknown` is for runs of which Twilio says too little: an undocumented status, no steps, or a last
 * step that does not say where it leads.
 */
export type Outcome = {
  readonly kind: OutcomeKind
  /** The widget that decided it; null if not loaded or not named. */
  readonly widget: string | null
  /** Why a run ended early, failed or was stopped: "no reply"; null for other kinds. */
  readonly reason: string | null
}

/** Max length of a widget's name in an outcome, in UTF-16 units. Longer ones are cut; the steps have the whole name. */
export const maxOutcomeWidgetLength = 200

/**
 * What a run's status alone says for certain: an active one waits somewhere, and of an undocumented status nothing is
 * known. Null for an ended one. Its context does not decide more: it has each widget's last result, but neither their
 * order, nor the event that ended the run, nor whether it was ended from outside. Only the steps have these.
 */
export function outcomeOfStatus(status: string | null): Outcome | null {
  if (status === 'ended') return null
  return { kind: status === 'active' ? 'waiting' : 'unknown', widget: null, reason: null }
}

/** Whether loading the run's steps can tell more than this. */
export function isOutcomeIncomplete(outcome: Outcome | null): boolean {
  return outcome === null || (outcome.kind === 'waiting' && outcome.widget === null)
}

/** The outcome in words: "Waiting at ask_order", "Not loaded" for null. */
export function outcomeText(outcome: Outcome | null): string {
  if (outcome === null) return 'Not loaded'
  const { kind, reason } = outcome
  const widget = outcome.widget ?? 'a widget'
  switch (kind) {
    case 'completed':
      return 'Completed'
    case 'waiting':
      return `Waiting at ${outcome.widget ?? '…'}`
    case 'ended-early':
      return `Ended: ${reason} at ${widget}`
    case 'failed':
      return `Failed at ${widget}`
    case 'stopped':
      return `Stopped at ${widget}`
    case 'unknown':
      return 'Unknown'
  }
}
