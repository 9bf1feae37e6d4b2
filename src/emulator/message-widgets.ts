import { accountSid } from './account.ts'
import { expandedDate } from './expanded-date.ts'
import { json, type JsonText } from './json-text.ts'
import type { RunWriter } from './run-writer.ts'

/** How many parts a text takes: 160 characters each in the GSM alphabet, 70 in any other script. */
function segmentsOf(body: string): string {
  // oxlint-disable-next-line no-control-regex -- ASCII stands in for the GSM alphabet here
  return String(Math.ceil(body.length / (/^[\x00-\x7f]*$/.test(body) ? 160 : 70)))
}

/** A message from the contact, as Twilio's webhook sends it and Studio keeps it. */
export function inboundMessage({ start, dice }: RunWriter, body: string): JsonText {
  const { address, business, contact } = start
  const sid = dice.sid('SM')
  return json`{
    "ToCountry": "US", "ToState": "CA", "ToCity": "SAN FRANCISCO", "ToZip": "94105",
    "SmsMessageSid": ${sid},
    "NumMedia": "0",
    "FromZip": ${contact.zip}, "FromState": ${contact.state}, "FromCity": ${contact.city},
    "FromCountry": ${contact.country},
    "SmsSid": ${sid},
    "SmsStatus": "received",
    "Body": ${body},
    "To": ${channelOf(address) + business},
    "From": ${address},
    "MessageSid": ${sid},
    "NumSegments": ${segmentsOf(body)},
    "AccountSid": ${accountSid},
    "ApiVersion": "2010-04-01"
  }`
}

/** A message to the contact, as a Send widget keeps it. */
function outboundMessage({ start, dice, now }: RunWriter, body: string): JsonText {
  return json`{
    "Sid": ${dice.sid('SM')},
    "To": ${start.address},
    "From": ${channelOf(start.address) + start.business},
    "Body": ${body},
    "Status": "sent",
    "Direction": "outbound-api",
    "NumSegments": ${segmentsOf(body)},
    "DateCreated": ${expandedDate(now)}
  }`
}

/** Sends a message and goes on. Now and then it cannot be delivered. */
export function sendMessage(run: RunWriter, widget: string, body: string): void {
  run.wait(run.dice.whole(1, 3))
  const event = run.dice.chance(0.02) ? 'failed' : 'sent'
  run.widget('send-message', widget, event, json`{ "outbound": ${outboundMessage(run, body)} }`)
}

/**
 * Sends a message and waits for the reply; true when it comes. Three runs in a thousand were set to wait for days:
 * they are the old ones that still block their contact.
 * @param patience how many in a hundred reply, and after how many seconds the others are given up
 */
export function ask(
  run: RunWriter,
  widget: string,
  body: string,
  reply: string,
  patience: { reply: number; timeout: number } = { reply: 85, timeout: 3600 },
): boolean {
  const { dice } = run
  run.wait(1)
  const outbound = outboundMessage(run, body)
  const chance = dice.fraction()
  if (chance < 0.003) return silence(run, widget, outbound, dice.whole(3, 28) * 86_400)
  if (chance > patience.reply / 100) return silence(run, widget, outbound, patience.timeout)
  run.wait(dice.chance(0.8) ? dice.whole(8, 240) : dice.whole(240, patience.timeout - 1))
  const inbound = inboundMessage(run, reply)
  run.widget(
    'send-and-wait-for-reply',
    widget,
    'incomingMessage',
    json`{ "inbound": ${inbound}, "outbound": ${outbound} }`,
  )
  return true
}

function silence(run: RunWriter, widget: string, outbound: JsonText, seconds: number): false {
  run.wait(seconds)
  run.widget('send-and-wait-for-reply', widget, 'timeout', json`{ "outbound": ${outbound} }`)
  return false
}

/** `whatsapp:` for whatsapp:+1…, nothing for +1…: both ends of a message are on the same channel. */
function channelOf(address: string): string {
  return /^[a-z]+:(?=\+)/.exec(address)?.[0] ?? ''
}
