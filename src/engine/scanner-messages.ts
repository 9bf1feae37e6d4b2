import type { ScanJobs, ScanName } from './scanner.ts'

/** What the engine's worker and a scanner's say to each other. */
export type ScanRequest = { [N in ScanName]: { id: number; ask: N; params: ScanJobs[N]['params'] } }[ScanName]
export type ScanReply =
  | { id: number; result: unknown }
  | { id: number; failed: string }
  /** It holds that lock as long as it lives. */
  | { alive: string }
