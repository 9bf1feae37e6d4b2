import { accountSid } from './account.ts'
import { expandedDate } from './expanded-date.ts'
import { runFunction } from './http-widget.ts'
import { json, type JsonText } from './json-text.ts'
import { hugeId, orderNumber } from './made-up.ts'
import { sendMessage } from './message-widgets.ts'
import { say } from './phrases.ts'
import type { RunWriter } from './run-writer.ts'

/** Someone opens the chat on the website; a colleague takes over once it is known what it is about. */
export function webChatStory(run: RunWriter): void {
  const { dice, start } = run
  const { language } = start.contact
  const order = orderNumber(dice)
  run.trigger('incomingMessage', json`{ "message": ${chatMessage(run, say(language, 'chat', { order }))} }`)

  runFunction(
    run,
    'classify',
    json`{ "intent": ${dice.pick(['billing', 'delivery', 'returns'])}, "confidence": ${dice.whole(60, 99) / 100}, "language": ${language}, "model": "keywords-3" }`,
  )
  run.set('remember_order', [
    ['order_number', order],
    ['charge_id', hugeId(dice)],
  ])
  sendMessage(run, 'greet', say(language, 'handover'))

  const attributes = json`{"name":${start.address},"order_number":${order},"channelType":"web","skills":["billing",${language}]}`
  const waits = dice.chance(0.01) ? dice.whole(2, 9) * 86_400 : dice.whole(40, 2400)
  run.wait(waits)
  const taken = waits < 86_400 && dice.chance(0.94)
  run.widget(
    'send-to-flex',
    'to_agent',
    taken ? 'callComplete' : 'failedToEnqueue',
    json`{ "sid": ${dice.sid('WT')}, "workflow_name": "Web chat", "priority": 0, "attributes": ${attributes.text} }`,
  )
  if (!run.split('agent_was_free', taken)) sendMessage(run, 'apologise', say(language, 'sorry'))
}

function chatMessage({ dice, start, now }: RunWriter, body: string): JsonText {
  const attributes = json`{"status":"ACTIVE","from":${start.address},"channel_type":"web","pre_engagement_data":{"locale":${start.contact.language},"location":"https://shop.example.com/orders?from=chat&tab=1","utm":null},"long_lived":false}`
  return json`{
    "ChannelSid": ${dice.sid('CH')},
    "ChannelUniqueName": ${`web-${dice.hex(8)}`},
    "ChannelType": "private",
    "ChannelAttributes": ${attributes.text},
    "InstanceSid": ${dice.sid('IS')},
    "MessageSid": ${dice.sid('IM')},
    "Index": 0,
    "AccountSid": ${accountSid},
    "From": ${start.address},
    "Body": ${body},
    "ClientIdentity": ${start.address},
    "RetryCount": 0,
    "EventType": "onMessageSent",
    "Source": "SDK",
    "DateCreated": ${expandedDate(now)}
  }`
}
