import { accountSid } from '#emulator/data/account.ts'
import { jodaDateTime } from '#emulator/data/joda-date.ts'
import { runFunction } from './http-widget.ts'
import { json, type JsonText } from '#emulator/data/json-text.ts'
import { randomUnsafeInteger, randomOrderNumber } from '#emulator/data/fake-data.ts'
import { sendMessage } from './message-widgets.ts'
import { translate } from '#emulator/data/phrases.ts'
import type { RunBuilder } from './run-builder.ts'

/** A chat on the website: classifies the first message, then hands over to an agent. */
export function webChatScenario(run: RunBuilder): void {
  const { rng, start } = run
  const { language } = start.contact
  const order = randomOrderNumber(rng)
  run.trigger(
    'incomingMessage',
    json`{ "message": ${chatMessage(run, translate(language, 'chat', { order }))} }`,
  )

  runFunction(
    run,
    'classify',
    json`{ "intent": ${rng.pick(['billing', 'delivery', 'returns'])}, "confidence": ${rng.integer(60, 99) / 100}, "language": ${language}, "model": "keywords-3" }`,
  )
  run.setVariables('remember_order', [
    ['order_number', order],
    ['charge_id', randomUnsafeInteger(rng)],
  ])
  sendMessage(run, 'greet', translate(language, 'handover'))

  const attributes = json`{"name":${start.address},"order_number":${order},"channelType":"web","skills":["billing",${language}]}`
  const waitSeconds = rng.chance(0.01) ? rng.integer(2, 9) * 86_400 : rng.integer(40, 2400)
  run.wait(waitSeconds)
  const isAccepted = waitSeconds < 86_400 && rng.chance(0.94)
  run.completeWidget(
    'send-to-flex',
    'to_agent',
    isAccepted ? 'callComplete' : 'failedToEnqueue',
    json`{ "sid": ${rng.sid('WT')}, "workflow_name": "Web chat", "priority": 0, "assignment_status": ${isAccepted ? 'completed' : 'canceled'}, "attributes": ${attributes.text} }`,
  )
  if (!run.split('agent_was_free', isAccepted)) sendMessage(run, 'apologise', translate(language, 'sorry'))
}

function chatMessage({ rng, start, now }: RunBuilder, body: string): JsonText {
  const attributes = json`{"status":"ACTIVE","from":${start.address},"channel_type":"web","pre_engagement_data":{"locale":${start.contact.language},"location":"https://shop.example.com/orders?from=chat&tab=1","utm":null},"long_lived":false}`
  return json`{
    "ChannelSid": ${rng.sid('CH')},
    "ChannelUniqueName": ${`web-${rng.hex(8)}`},
    "ChannelType": "private",
    "ChannelAttributes": ${attributes.text},
    "InstanceSid": ${rng.sid('IS')},
    "MessageSid": ${rng.sid('IM')},
    "Index": 0,
    "AccountSid": ${accountSid},
    "From": ${start.address},
    "Body": ${body},
    "ClientIdentity": ${start.address},
    "RetryCount": 0,
    "EventType": "onMessageSent",
    "Source": "SDK",
    "DateCreated": ${jodaDateTime(now)}
  }`
}
