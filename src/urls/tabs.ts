/** The tabs of the engagement panel, in display order. */
export const tabs = ['context', 'steps', 'story', 'conversation', 'contact', 'details'] as const
export type Tab = (typeof tabs)[number]

export const defaultTab: Tab = 'context'

export function parseTab(text: string | null): Tab {
  return tabs.find((tab) => tab === text) ?? defaultTab
}
