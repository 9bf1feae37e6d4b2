import { jsonObject, type JsonText, type JsonTemplateValue } from './json-text.ts'

/** A resource's fields in the order Twilio writes them. */
export type ResourceFields = readonly (readonly [string, JsonTemplateValue])[]

export function serializeFields(fields: ResourceFields): JsonText {
  return jsonObject(fields)
}
