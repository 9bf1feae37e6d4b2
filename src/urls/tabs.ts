/** The tabs of the engagement panel, in display order. */
export const tabs = ['context', 'steps', 'story', 'conversation', 'contact', 'details', 'flow'] as const
export type Tab = (typeof tabs)[number]

export const defaultTab: Tab = 'context'

/** Parses a tab, in upper or lower case; null for anything else. */
export function parseTab(text: string): Tab | null {
  const name = text.toLowerCase()
  return tabs.find((tab) => tab === name) ?? null
}
