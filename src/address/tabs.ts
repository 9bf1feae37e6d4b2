/** The tabs of an engagement's panel, in their order. The first is shown when a link names none. */
export const tabs = ['context', 'steps', 'story', 'conversation', 'contact', 'details'] as const
export type Tab = (typeof tabs)[number]

export const defaultTab: Tab = 'context'

export function parseTab(text: string | null): Tab {
  return tabs.find((tab) => tab === text) ?? defaultTab
}
