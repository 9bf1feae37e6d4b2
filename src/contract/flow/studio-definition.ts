import * as z from 'zod/mini'

import { nullableText } from '#contract/schema/schema-helpers.ts'

/** One condition of a split: `type` compares the first of `arguments` with `value`. */
export type SplitCondition = {
  name: string | null
  /** Such as `equal_to`; see `definition/split/operators.ts`. */
  type: string | null
  /** Liquid: the value that is tested. */
  subject: string | null
  /** Text or Liquid; null for types that need none. */
  value: string | null
}

/** Where an event of a widget leads. */
export type WidgetTransition = {
  event: string
  /** The next widget; null for the end of the flow. */
  next: string | null
  /** All of them, of a split's `match`; empty for other events. */
  conditions: readonly SplitCondition[]
}

export type WidgetDefinition = {
  name: string
  type: string | null
  transitions: readonly WidgetTransition[]
  /** What a split tests, as Liquid; null for other widgets. */
  input: string | null
}

/** A flow as its widgets and transitions, in Twilio's order. */
export type StudioDefinition = { initial: string | null; widgets: readonly WidgetDefinition[] }

/** Twilio allows 2,000 widgets in a flow; more are left out. */
export const maxWidgets = 2000

const nullableArray = <S extends z.ZodMiniType>(item: S) => z.catch(z.nullable(z.array(item)), null)

/* What stands for malformed ones: one of them does not make the others unreadable. */
const noCondition = { friendly_name: null, arguments: null, type: null, value: null }
const noTransition = { event: null, next: null, conditions: null }

const conditionSchema = z.object({
  friendly_name: nullableText,
  arguments: nullableArray(z.unknown()),
  type: nullableText,
  value: nullableText,
})
const transitionSchema = z.object({
  event: nullableText,
  next: nullableText,
  conditions: nullableArray(z.catch(conditionSchema, noCondition)),
})
const widgetSchema = z.object({
  name: nullableText,
  type: nullableText,
  transitions: nullableArray(z.catch(transitionSchema, noTransition)),
  properties: z.catch(z.nullable(z.object({ input: nullableText })), null),
})
const definitionSchema = z.object({
  initial_state: nullableText,
  states: z.array(z.catch(z.nullable(widgetSchema), null)),
})

/**
 * Reads a definition. Null if it has no list of states. Widgets without a name and transitions without an event are left
 * out, and of widgets with the same name all but the first.
 * @see https://www.twilio.com/docs/studio/rest-api/v2/schemas
 */
export function parseDefinition(definition: unknown): StudioDefinition | null {
  const parsed = definitionSchema.safeParse(definition)
  if (!parsed.success) return null
  const widgets = new Map<string, WidgetDefinition>()
  for (const state of parsed.data.states) {
    const name = state?.name ?? null
    if (state === null || name === null || widgets.has(name)) continue
    if (widgets.size === maxWidgets) break
    const { type, transitions, properties } = state
    widgets.set(name, {
      name,
      type,
      transitions: (transitions ?? []).flatMap(({ event, next, conditions }) =>
        // Studio writes an empty text for no next widget.
        event === null
          ? []
          : [{ event, next: next || null, conditions: (conditions ?? []).map(toCondition) }],
      ),
      input: properties?.input ?? null,
    })
  }
  return { initial: parsed.data.initial_state, widgets: [...widgets.values()] }
}

function toCondition(condition: z.infer<typeof conditionSchema>): SplitCondition {
  const [subject] = condition.arguments ?? []
  return {
    name: condition.friendly_name,
    type: condition.type,
    subject: typeof subject === 'string' ? subject : null,
    value: condition.value,
  }
}
