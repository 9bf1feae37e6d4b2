/** Where the last step of a flow leads (`transitioned_to`), instead of to a widget. */
export const endOfFlow = 'Ended'

/** What became of a run. Filters, links and colours distinguish these. */
const outcomeKinds = ['completed', 'waiting', 'ended-early', 'failed', 'stopped', 'unknown'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

/** What a list can be filtered by. Stuck runs are waiting, too. */
export const outcomeOptions = [
  'completed',
  'waiting',
  'stuck',
  'ended-early',
  'failed',
  'stopped',
  'unknown',
  'not-loaded',
] as const
export type OutcomeOption = (typeof outcomeOptions)[number]

/**
 * How a row stands in a filter by outcome: one of its options, or a part of one. At most 16, which filter masks have room for.
 * - `waiting-not-loaded`: active; the steps, which are not loaded, say where it waits
 * - `waiting-undecided`: active; loaded steps do not say where it waits, or it has no SID to load them by
 * - `undecided`: ended; loaded steps do not decide the outcome, or it has no SID to load them by
 */
export const rowOutcomes = [
  ...outcomeOptions,
  'waiting-not-loaded',
  'waiting-undecided',
  'undecided',
] as const
export type RowOutcome = (typeof rowOutcomes)[number]

/** The parts of an option. */
export function partsOfOutcome(option: OutcomeOption): readonly RowOutcome[] {
  if (option === 'waiting') return ['waiting', 'stuck', 'waiting-not-loaded', 'waiting-undecided']
  return option === 'not-loaded' ? ['not-loaded', 'undecided'] : [option]
}

/** A count for each of some outcomes. */
export function countsOf<T extends RowOutcome>(
  outcomes: readonly T[],
  countOf: (outcome: T) => number,
): Record<T, number> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `fromEntries` forgets the keys
  return Object.fromEntries(outcomes.map((each) => [each, countOf(each)])) as Record<T, number>
}

/** The rows that a filter by outcome may show once their steps are loaded: without a filter, all whose steps are not. */
export function needStepsFor(outcomes: readonly OutcomeOption[]): readonly RowOutcome[] {
  const isNeededFor = (needed: (option: OutcomeOption) => boolean) =>
    outcomes.length === 0 || outcomes.some(needed)
  return [
    ...(isNeededFor((option) => option === 'stuck') ? (['waiting-not-loaded'] as const) : []),
    ...(isNeededFor((option) => !decidedWithoutSteps.has(option)) ? (['not-loaded'] as const) : []),
  ]
}

/** What the status alone decides, or of ended runs never applies. */
const decidedWithoutSteps: ReadonlySet<OutcomeOption> = new Set(['waiting', 'stuck', 'not-loaded'])

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
