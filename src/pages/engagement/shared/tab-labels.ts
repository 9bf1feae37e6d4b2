import type { Tab } from '#urls/tabs.ts'

export const tabLabels: Record<Tab, string> = {
  context: 'Context',
  steps: 'Steps',
  story: 'Story',
  conversation: 'Conversation',
  contact: 'Contact',
  details: 'Details',
  flow: 'Flow',
}
