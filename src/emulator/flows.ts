import { parseSid, type FlowSid } from '#contract/sid.ts'
import { collectionsStory } from './collections-story.ts'
import type { Contact } from './contacts.ts'
import { mainMenuStory } from './main-menu-story.ts'
import { orderStatusStory } from './order-status-story.ts'
import { parcelStory } from './parcel-story.ts'
import { reminderStory } from './reminder-story.ts'
import type { Story } from './run-writer.ts'
import { surveyStory } from './survey-story.ts'
import { webChatStory } from './web-chat-story.ts'

/** A flow as data: what it is called, how busy it is, and which story its runs tell. */
export type FlowFacts = {
  sid: FlowSid
  name: string
  status: 'draft' | 'published'
  version: number
  /** How many engagements there are when the emulator starts. */
  engagements: number
  /** A new one arrives about this often; null for never. */
  everySeconds: number | null
  /** The company's own number, E.164. */
  business: string
  /** Among how many people its runs are spread. */
  contacts: number
  /** How this flow's channel writes a contact. */
  address: (contact: Contact) => string
  story: Story
  /** Twilio may leave `context` out of list rows; then only `/Context` has it. */
  contextInRows: boolean
}

/** A SID written in the source. Throws when it is none. */
export function flowSid(text: string): FlowSid {
  const sid = parseSid('FW', text)
  if (sid === null) throw new Error(`${text} is no flow SID: FW and 32 hexadecimal digits.`)
  return sid
}

/** The SIDs of the ordinary flows. Those that misbehave are in `faultSids`. */
export const flowSids = {
  /** SMS; one more about every 20 seconds. */
  orderStatus: flowSid('FW1f0c52d97be84a6390aa2c6f5d8e4b17'),
  /** Voice; 2,500 engagements. */
  mainMenu: flowSid('FW6a3be1904cd74f2f8d15b7e09c2f6a48'),
  /** WhatsApp, started over REST; they are going out right now, one about every 4 seconds. */
  reminders: flowSid('FWb8d24e7f13a04c59a6e07d91f35c8b20'),
  /** Chat; its list rows hold `{}`, only `/Context` has the context. */
  webChat: flowSid('FW43e79ac05d1b4f8e92b6c8a17f04de35'),
  /** SMS; 100,000 engagements, or as many as the option says. */
  parcels: flowSid('FWd5907ab3e26c41f7b83ef4a06c19d752'),
  /** SMS; few, with widget names that Liquid must quote. */
  survey: flowSid('FW8c61f3a2d97e40b5a1c4e85b20f7d396'),
  /** A draft no one has run. */
  empty: flowSid('FW2e85b07c64f9413dbf70a9d6c3185e4a'),
  /** Outgoing calls, started over REST; two subflows, a payment, a queue. */
  collections: flowSid('FW07d4e9b35c8246fa91b6f02d7ea3c518'),
} as const

const company = '+14155550100'

/** What flows have in common unless they say otherwise. */
export const usualFlow = {
  status: 'published',
  version: 1,
  everySeconds: null,
  business: company,
  contacts: 400,
  address: (contact) => contact.number,
  story: orderStatusStory,
  contextInRows: true,
} as const satisfies Partial<FlowFacts>

const month = 30 * 86_400

/** The flows a support desk would have. `size` is that of the big one. */
export function ordinaryFlows(size: number): FlowFacts[] {
  return [
    {
      ...usualFlow,
      sid: flowSids.orderStatus,
      name: 'Order status (SMS)',
      version: 14,
      engagements: 12_400,
      everySeconds: 20,
      contacts: 2600,
    },
    {
      ...usualFlow,
      sid: flowSids.mainMenu,
      name: 'Main menu (voice)',
      version: 31,
      engagements: 2500,
      everySeconds: 240,
      contacts: 900,
      address: caller,
      story: mainMenuStory,
    },
    {
      ...usualFlow,
      sid: flowSids.reminders,
      name: 'Appointment reminders (WhatsApp)',
      version: 8,
      engagements: 5200,
      everySeconds: 4,
      contacts: 1800,
      address: (contact) => `whatsapp:${contact.number}`,
      story: reminderStory,
    },
    {
      ...usualFlow,
      sid: flowSids.webChat,
      name: 'Web chat',
      version: 5,
      engagements: 1840,
      everySeconds: 150,
      contacts: 700,
      address: visitor,
      story: webChatStory,
      contextInRows: false,
    },
    {
      ...usualFlow,
      sid: flowSids.parcels,
      name: 'Parcel notifications',
      version: 22,
      engagements: size,
      everySeconds: Math.max(0.5, month / Math.max(1, size)),
      contacts: 20_000,
      story: parcelStory,
    },
    {
      ...usualFlow,
      sid: flowSids.survey,
      name: 'After-case survey (SMS)',
      version: 2,
      engagements: 380,
      everySeconds: 3600,
      contacts: 300,
      story: surveyStory,
    },
    {
      ...usualFlow,
      sid: flowSids.empty,
      name: 'Holiday closures (no engagements yet)',
      status: 'draft',
      engagements: 0,
    },
    {
      ...usualFlow,
      sid: flowSids.collections,
      name: 'Collections calls (voice)',
      version: 11,
      engagements: 1620,
      everySeconds: 300,
      contacts: 500,
      story: collectionsStory,
    },
  ]
}

/** Most call from a phone, some from the company's own SIP desks and browsers. */
function caller(contact: Contact): string {
  const last = contact.number.slice(-4)
  if (contact.number.endsWith('7')) return `sip:desk-${last}@voice.example.com`
  return contact.number.endsWith('3') ? `client:kiosk_${last}` : contact.number
}

function visitor(contact: Contact): string {
  return `visitor-${contact.number.slice(1).replaceAll(/\d{2}/g, (pair) => Number(pair).toString(36))}`
}
