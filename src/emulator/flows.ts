import { flowSid } from './data/flow-sid.ts'
import { type FlowSid } from '#contract/sid.ts'
import { collectionsScenario } from './scenarios/collections.ts'
import type { Contact } from './data/contacts.ts'
import { mainMenuScenario } from './scenarios/main-menu.ts'
import { orderStatusScenario } from './scenarios/order-status.ts'
import { parcelScenario } from './scenarios/parcel.ts'
import { reminderScenario } from './scenarios/reminder.ts'
import type { Scenario } from './scenarios/run-builder.ts'
import { surveyScenario } from './scenarios/survey.ts'
import { webChatScenario } from './scenarios/web-chat.ts'
import {
  orderStatusWidgets,
  parcelWidgets,
  reminderWidgets,
  surveyWidgets,
  webChatWidgets,
} from './definitions/message-flows.ts'
import { collectionsWidgets, mainMenuWidgets } from './definitions/voice-flows.ts'
import type { Widget } from './definitions/widget-builder.ts'

/** A flow as data: its name, its traffic and the scenario its runs follow. */
export type FlowDefinition = {
  sid: FlowSid
  name: string
  status: 'draft' | 'published'
  version: number
  /** Whether a revision was saved after `version` and not published. */
  hasDraft: boolean
  /** Number of engagements when the emulator starts. */
  engagementCount: number
  /** Average interval between new engagements; null for none. */
  intervalSeconds: number | null
  /** The company's own number, E.164. */
  companyNumber: string
  /** Number of contacts that its runs are spread over. */
  contactCount: number
  /** Formats a contact's address on this flow's channel. */
  formatAddress: (contact: Contact) => string
  scenario: Scenario
  /** The flow's definition, which the scenario follows. */
  widgets: readonly Widget[]
  /** False when list rows have an empty `context`, as Twilio may send them, and only `/Context` has it. */
  hasContextInList: boolean
}

/** The SIDs of the ordinary flows. Those of the faulty flows are in `faultSids`. */
export const flowSids = {
  /** SMS; a new engagement about every 20 seconds. */
  orderStatus: flowSid('FW1f0c52d97be84a6390aa2c6f5d8e4b17'),
  /** Voice; 2,500 engagements. */
  mainMenu: flowSid('FW6a3be1904cd74f2f8d15b7e09c2f6a48'),
  /** WhatsApp, started over REST; a new engagement about every 4 seconds. */
  reminders: flowSid('FWb8d24e7f13a04c59a6e07d91f35c8b20'),
  /** Chat; list rows have the context `{}`, only `/Context` has the real one. */
  webChat: flowSid('FW43e79ac05d1b4f8e92b6c8a17f04de35'),
  /** SMS; 100,000 engagements, or the number set by the option `engagements`. */
  parcels: flowSid('FWd5907ab3e26c41f7b83ef4a06c19d752'),
  /** SMS; few engagements, with widget names that Liquid must quote. */
  survey: flowSid('FW8c61f3a2d97e40b5a1c4e85b20f7d396'),
  /** A draft without engagements. */
  empty: flowSid('FW2e85b07c64f9413dbf70a9d6c3185e4a'),
  /** Outgoing calls, started over REST; two subflows, a payment, a queue. */
  collections: flowSid('FW07d4e9b35c8246fa91b6f02d7ea3c518'),
} as const

const defaultCompanyNumber = '+14155550100'

/** Default values of a flow. */
export const defaultFlow = {
  status: 'published',
  version: 1,
  hasDraft: false,
  intervalSeconds: null,
  companyNumber: defaultCompanyNumber,
  contactCount: 400,
  formatAddress: (contact) => contact.number,
  scenario: orderStatusScenario,
  widgets: orderStatusWidgets,
  hasContextInList: true,
} as const satisfies Partial<FlowDefinition>

const secondsPerMonth = 30 * 86_400

/**
 * The flows of a support desk.
 * @param parcelCount number of engagements in the largest flow
 */
export function ordinaryFlows(parcelCount: number): FlowDefinition[] {
  return [
    {
      ...defaultFlow,
      sid: flowSids.orderStatus,
      name: 'Order status (SMS)',
      version: 14,
      engagementCount: 12_400,
      intervalSeconds: 20,
      contactCount: 2600,
    },
    {
      ...defaultFlow,
      sid: flowSids.mainMenu,
      name: 'Main menu (voice)',
      version: 31,
      engagementCount: 2500,
      intervalSeconds: 240,
      contactCount: 900,
      formatAddress: formatCallerAddress,
      scenario: mainMenuScenario,
      widgets: mainMenuWidgets,
    },
    {
      ...defaultFlow,
      sid: flowSids.reminders,
      name: 'Appointment reminders (WhatsApp)',
      version: 8,
      engagementCount: 5200,
      intervalSeconds: 4,
      contactCount: 1800,
      formatAddress: (contact) => `whatsapp:${contact.number}`,
      scenario: reminderScenario,
      widgets: reminderWidgets,
    },
    {
      ...defaultFlow,
      sid: flowSids.webChat,
      name: 'Web chat',
      version: 5,
      engagementCount: 1840,
      intervalSeconds: 150,
      contactCount: 700,
      formatAddress: formatChatIdentity,
      scenario: webChatScenario,
      widgets: webChatWidgets,
      hasContextInList: false,
    },
    {
      ...defaultFlow,
      sid: flowSids.parcels,
      name: 'Parcel notifications',
      version: 22,
      engagementCount: parcelCount,
      intervalSeconds: Math.max(0.5, secondsPerMonth / Math.max(1, parcelCount)),
      contactCount: 20_000,
      scenario: parcelScenario,
      widgets: parcelWidgets,
    },
    {
      ...defaultFlow,
      sid: flowSids.survey,
      name: 'After-case survey (SMS)',
      version: 2,
      engagementCount: 380,
      intervalSeconds: 3600,
      contactCount: 300,
      scenario: surveyScenario,
      widgets: surveyWidgets,
    },
    {
      ...defaultFlow,
      sid: flowSids.empty,
      name: 'Holiday closures (no engagements yet)',
      status: 'draft',
      engagementCount: 0,
    },
    {
      ...defaultFlow,
      sid: flowSids.collections,
      name: 'Collections calls (voice)',
      version: 11,
      engagementCount: 1620,
      intervalSeconds: 300,
      contactCount: 500,
      scenario: collectionsScenario,
      widgets: collectionsWidgets,
    },
  ]
}

/** Most callers use a phone; some use one of the company's SIP phones or a browser. */
function formatCallerAddress(contact: Contact): string {
  const lastDigits = contact.number.slice(-4)
  if (contact.number.endsWith('7')) return `sip:desk-${lastDigits}@voice.example.com`
  return contact.number.endsWith('3') ? `client:kiosk_${lastDigits}` : contact.number
}

function formatChatIdentity(contact: Contact): string {
  return `visitor-${contact.number.slice(1).replaceAll(/\d{2}/g, (pair) => Number(pair).toString(36))}`
}
