import { childrenOf, findChild, keyOf, kindOf, nodeText, stringValue } from '#json/parse/document.ts'
import type { JsonDocument } from '#json/parse/document.ts'

/**
 * The text of a flow's definition in a form whose differences are those of the flow: the widgets by name, not by position,
 * and without their places on Studio's canvas. All values stay as they were sent.
 * @param flow a flow or a revision, as Twilio sent it
 * @returns null if it has no definition
 */
export function comparableDefinition(flow: JsonDocument): string | null {
  const definition = findChild(flow, 0, 'definition')
  if (definition === undefined || kindOf(flow, definition) !== 'object') return null
  return objectText(flow, definition, (key, node) =>
    key === 'states' && kindOf(flow, node) === 'array' ? widgetsText(flow, node) : nodeText(flow, node),
  )
}

/** Widgets without a name keep their positions, as names that no widget can have. */
function widgetsText(doc: JsonDocument, states: number): string {
  const members = [...childrenOf(doc, states)].map((widget, i) => {
    const nameNode = findChild(doc, widget, 'name')
    const name = (nameNode === undefined ? null : stringValue(doc, nameNode)) ?? `[${i}]`
    return `${JSON.stringify(name)}:${widgetText(doc, widget)}`
  })
  return `{${members.join(',')}}`
}

function widgetText(doc: JsonDocument, widget: number): string {
  if (kindOf(doc, widget) !== 'object') return nodeText(doc, widget)
  return objectText(doc, widget, (key, node) =>
    key === 'properties' && kindOf(doc, node) === 'object'
      ? objectText(doc, node, (name, value) => (name === 'offset' ? null : nodeText(doc, value)))
      : nodeText(doc, node),
  )
}

/** An object's text with the texts that `memberText` returns; members for which it returns null are left out. */
function objectText(
  doc: JsonDocument,
  object: number,
  memberText: (key: string, node: number) => string | null,
): string {
  const members = [...childrenOf(doc, object)].flatMap((node) => {
    const key = keyOf(doc, node) ?? ''
    const text = memberText(key, node)
    return text === null ? [] : [`${JSON.stringify(key)}:${text}`]
  })
  return `{${members.join(',')}}`
}
