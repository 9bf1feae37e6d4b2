import { accountSid } from '#emulator/data/account.ts'
import { jodaDateTime } from '#emulator/data/joda-date.ts'
import { json, type JsonText } from '#emulator/data/json-text.ts'
import type { RunBuilder } from './run-builder.ts'

/** Number of SMS segments: 160 characters each in the GSM alphabet, 70 in any other script. */
function segmentCount(body: string): string {
  // oxlint-disable-next-line no-control-regex -- ASCII approximates the GSM alphabet here
  return String(Math.ceil(body.length / (/^[\x00-\x7f]*$/.test(body) ? 160 : 70)))
}

/** A message from the contact, as Twilio's webhook sends it and Studio stores it. */
export function inboundMessage({ start, rng }: RunBuilder, body: string): JsonText {
  const { address, companyNumber, contact } = start
  const sid = rng.sid('SM')
  return json`{
    "ToCountry": "US", "ToState": "CA", "ToCity": "SAN FRANCISCO", "ToZip": "94105",
    "SmsMessageSid": ${sid},
    "NumMedia": "0",
    "FromZip": ${contact.zip}, "FromState": ${contact.state}, "FromCity": ${contact.city},
    "FromCountry": ${contact.country},
    "SmsSid": ${sid},
    "SmsStatus": "received",
    "Body": ${body},
    "To": ${channelPrefix(address) + companyNumber},
    "From": ${address},
    "MessageSid": ${sid},
    "NumSegments": ${segmentCount(body)},
    "AccountSid": ${accountSid},
    "ApiVersion": "2010-04-01"
  }`
}

/** A message to the contact, as a Send widget stores it. */
function outboundMessage(
  { start, rng, now }: RunBuilder,
  body: string,
  error: DeliveryError | null = null,
): JsonText {
  return json`{
    "Sid": ${rng.sid('SM')},
    "To": ${start.address},
    "From": ${channelPrefix(start.address) + start.companyNumber},
    "Body": ${body},
    "Status": ${error === null ? 'sent' : 'undelivered'},
    "ErrorCode": ${error && error[0]},
    "ErrorMessage": ${error && error[1]},
    "Direction": "outbound-api",
    "NumSegments": ${segmentCount(body)},
    "DateCreated": ${jodaDateTime(now)}
  }`
}

/** Twilio's code and message of a failed delivery. https://www.twilio.com/docs/api/errors */
type DeliveryError = readonly [code: number, message: string]

const deliveryErrors: readonly [DeliveryError, ...DeliveryError[]] = [
  [30003, 'Unreachable destination handset'],
  [30005, 'Unknown destination handset'],
  [30007, 'Message filtered'],
  [21610, 'Attempt to send to unsubscribed recipient'],
]

/** Sends a message without waiting for a reply. Two in a hundred fail. */
export function sendMessage(run: RunBuilder, widget: string, body: string): void {
  run.wait(run.rng.integer(1, 3))
  const error = run.rng.chance(0.02) ? run.rng.pick(deliveryErrors) : null
  const outbound = outboundMessage(run, body, error)
  run.completeWidget('send-message', widget, error ? 'failed' : 'sent', json`{ "outbound": ${outbound} }`)
}

/**
 * Sends a message and waits for the reply. Three runs in a thousand wait for days: these are the old active runs that
 * block their contact.
 * @param options how many in a hundred reply, and the timeout for the others
 * @returns whether a reply came
 */
export function sendAndWaitForReply(
  run: RunBuilder,
  widget: string,
  body: string,
  replyText: string,
  options: { replyPercent: number; timeoutSeconds: number } = { replyPercent: 85, timeoutSeconds: 3600 },
): boolean {
  const { rng } = run
  run.wait(1)
  const outbound = outboundMessage(run, body)
  const chance = rng.fraction()
  if (chance < 0.003) return recordTimeout(run, widget, outbound, rng.integer(3, 28) * 86_400)
  if (chance > options.replyPercent / 100) return recordTimeout(run, widget, outbound, options.timeoutSeconds)
  run.wait(rng.chance(0.8) ? rng.integer(8, 240) : rng.integer(240, options.timeoutSeconds - 1))
  if (isOverConversations(run)) {
    const output = json`{ "outbound": ${outbound} }`
    const conversation = conversationMessage(run, replyText)
    run.completeWidget('send-and-wait-for-reply', widget, 'incomingConversationMessage', output, conversation)
    return true
  }
  const inbound = inboundMessage(run, replyText)
  run.completeWidget(
    'send-and-wait-for-reply',
    widget,
    'incomingMessage',
    json`{ "inbound": ${inbound}, "outbound": ${outbound} }`,
  )
  return true
}

/** About one WhatsApp run in 16 runs over Conversations. */
function isOverConversations({ start: { address, sid } }: RunBuilder): boolean {
  return address.startsWith('whatsapp:') && sid.endsWith('0')
}

/** A message from the contact over Conversations, as Studio stores it in the trigger. */
function conversationMessage({ start, rng, now }: RunBuilder, body: string): JsonText {
  return json`{
    "Body": ${body},
    "Author": ${start.address},
    "ConversationSid": ${rng.sid('CH')},
    "MessageSid": ${rng.sid('IM')},
    "ParticipantSid": ${rng.sid('MB')},
    "AccountSid": ${accountSid},
    "EventType": "onMessageAdded",
    "Source": "WHATSAPP",
    "Index": "0",
    "DateCreated": ${new Date(now).toISOString()}
  }`
}

function recordTimeout(run: RunBuilder, widget: string, outbound: JsonText, seconds: number): false {
  run.wait(seconds)
  run.completeWidget('send-and-wait-for-reply', widget, 'timeout', json`{ "outbound": ${outbound} }`)
  return false
}

/** `whatsapp:` for whatsapp:+1…, empty for +1…: both ends of a message are on the same channel. */
function channelPrefix(address: string): string {
  return /^[a-z]+:(?=\+)/.exec(address)?.[0] ?? ''
}
