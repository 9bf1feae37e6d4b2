import type { Widget } from './widget-builder.ts'

/** What each revision changed, in turn: its commit message, and how the widgets were before it. */
const changes: { message: string | null; undo: (widgets: readonly Widget[]) => readonly Widget[] }[] = [
  { message: 'First version', undo: (widgets) => widgets },
  { message: 'Shorter texts', undo: lengthenTexts },
  { message: 'Ask again once when nothing was heard or written', undo: shortenWaits },
  { message: 'Log the outcome', undo: forgetVariable },
  { message: null, undo: (widgets) => widgets },
  { message: 'New address of the orders service', undo: moveServices },
  { message: 'Hand over to a person on request', undo: removeHandover },
]

function changeOf(revision: number) {
  return changes[(revision - 1) % changes.length]
}

/** What the designer wrote when saving a revision. */
export function commitMessage(revision: number): string | null {
  return changeOf(revision)?.message ?? null
}

/**
 * The widgets of an older revision: those of the newest one without what was changed since.
 * @param newest the number of the newest revision
 */
export function widgetsOfRevision(
  widgets: readonly Widget[],
  newest: number,
  revision: number,
): readonly Widget[] {
  // A change is undone once: undone again, it would leave nothing more to undo.
  const since = Array.from({ length: Math.min(newest - revision, changes.length) }, (_, i) => newest - i)
  return since.reduce((before, changed) => changeOf(changed)?.undo(before) ?? before, widgets)
}

/** The widgets of a draft that is not published: its splits have other names, so that no run has passed them. */
export function widgetsOfDraft(widgets: readonly Widget[]): readonly Widget[] {
  const splits = widgets.filter(({ type }) => type === 'split-based-on').map(({ name }) => name)
  const rename = (name: string) => (splits.includes(name) ? `${name}_draft` : name)
  return widgets.map((widget) => ({
    ...widget,
    name: rename(widget.name),
    transitions: widget.transitions.map((transition) =>
      transition.next === undefined ? transition : { ...transition, next: rename(transition.next) },
    ),
  }))
}

function withProperties(widget: Widget, properties: Widget['properties']): Widget {
  return { ...widget, properties: { ...widget.properties, ...properties } }
}

function lengthenTexts(widgets: readonly Widget[]): readonly Widget[] {
  return widgets.map((widget) =>
    typeof widget.properties['body'] === 'string'
      ? withProperties(widget, { body: `Dear customer, ${widget.properties['body']}` })
      : widget,
  )
}

function shortenWaits(widgets: readonly Widget[]): readonly Widget[] {
  return widgets.map((widget) =>
    'timeout' in widget.properties && widget.type === 'send-and-wait-for-reply'
      ? withProperties(widget, { timeout: '600' })
      : widget,
  )
}

function moveServices(widgets: readonly Widget[]): readonly Widget[] {
  return widgets.map((widget) =>
    typeof widget.properties['url'] === 'string'
      ? withProperties(widget, { url: widget.properties['url'].replace('//api.', '//legacy.') })
      : widget,
  )
}

function forgetVariable(widgets: readonly Widget[]): readonly Widget[] {
  const last = widgets.findLast(({ type }) => type === 'set-variables')
  return widgets.map((widget) => (widget === last ? withProperties(widget, { variables: [] }) : widget))
}

/** Removes the widget that hands over; what led to it led to the end. */
function removeHandover(widgets: readonly Widget[]): readonly Widget[] {
  const handover = widgets.find(({ type }) => type === 'send-to-flex')?.name
  return widgets
    .filter(({ name }) => name !== handover)
    .map((widget) => ({
      ...widget,
      transitions: widget.transitions.map(({ next, ...transition }) =>
        next === undefined || next === handover ? transition : { ...transition, next },
      ),
    }))
}
