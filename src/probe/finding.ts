/** What Twilio's documentation leaves open, in the order of the report. */
export const questions = {
  order: 'Order of the list',
  repeats: 'Rows across pages',
  contexts: 'Contexts in list rows',
  compression: 'Compression',
  token: 'Page tokens',
  nextUrl: 'next_page_url',
  tokenLife: 'A token used again',
  stepOrder: 'Order of steps',
  stepContexts: 'Contexts in step rows',
  stopped: 'A run that was stopped',
  execution: 'An engagement’s SID as an execution',
  executionList: 'List of executions',
  executionContexts: 'Contexts in executions’ rows',
  statusFilter: 'status of executions',
  dateFilter: 'DateCreatedFrom, DateCreatedTo',
  retryAfter: 'Retry-After',
} as const

export type Question = keyof typeof questions

/** What was observed. */
export type Finding = {
  /** In a few words that are equal in two reports where Twilio behaves the same; null if it could not be observed. */
  answer: string | null
  /** The evidence, or why there is no answer. Holds no personal data: counts, sizes, times, status codes. */
  detail: string
}

export type Findings = Readonly<Partial<Record<Question, Finding>>>

export function unknown(detail: string): Finding {
  return { answer: null, detail }
}
