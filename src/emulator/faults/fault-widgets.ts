import { orderStatusWidgets } from '#emulator/definitions/message-flows.ts'
import {
  httpRequest,
  runFunction,
  say,
  sendMessage,
  setVariables,
  split,
  trigger,
  type Widget,
} from '#emulator/definitions/widget-builder.ts'
import {
  maliciousFirstWidget,
  maliciousWidgets,
  protoKeyWidgets,
} from '#emulator/scenarios/malicious-content.ts'

/* The definitions of the faulty flows whose runs follow a scenario of their own. */

export const hugeContextWidgets: readonly Widget[] = [
  trigger('incomingRequest', 'export_catalogue'),
  httpRequest('export_catalogue', 'catalogue', null),
]

export const longTextWidgets: readonly Widget[] = [
  trigger('incomingRequest', 'fetch_document'),
  httpRequest('fetch_document', 'documents/all', null),
]

export const deepNestingWidgets: readonly Widget[] = [
  trigger('incomingRequest', 'build_tree'),
  runFunction('build_tree', null),
]

export const protoKeyFlowWidgets = setAndSend(protoKeyWidgets)

export const maliciousFlowWidgets = setAndSend([
  maliciousFirstWidget,
  ...maliciousWidgets.map(([widget]) => widget),
])

/** A widget that sets variables, then widgets that send a message. */
function setAndSend([first = '', ...senders]: readonly string[]): readonly Widget[] {
  return [
    trigger('incomingMessage', first),
    setVariables(first, { hasOwnProperty: 'no' }, senders[0] ?? null),
    ...senders.map((name, i) => sendMessage(name, name, senders[i + 1] ?? null)),
  ]
}

const menuCount = 96

/** The order status flow with a phone menu of 288 widgets beside it, which no run takes: 300 in all. */
export const largeFlowWidgets: readonly Widget[] = [
  ...orderStatusWidgets.map((widget) =>
    widget.type === 'trigger'
      ? {
          ...widget,
          transitions: widget.transitions.map((it) =>
            it.event === 'incomingCall' ? { ...it, next: 'menu_1_ask' } : it,
          ),
        }
      : widget,
  ),
  ...Array.from({ length: menuCount }, (_, i) => phoneMenu(i + 1)).flat(),
]

function menuName(n: number): string | null {
  return n <= menuCount ? `menu_${n}_ask` : null
}

/** One menu of a tree in which each leads to two others. */
function phoneMenu(n: number): Widget[] {
  return [
    say(`menu_${n}_ask`, 'Say 1 or 2.', `menu_${n}_choice`),
    split(
      `menu_${n}_choice`,
      `{{widgets.menu_${n}_ask.Digits}}`,
      [
        { to: menuName(2 * n), type: 'equal_to', value: '1' },
        { to: menuName(2 * n + 1), type: 'equal_to', value: '2' },
      ],
      `menu_${n}_again`,
    ),
    say(`menu_${n}_again`, 'We did not hear you.', `menu_${n}_ask`),
  ]
}
