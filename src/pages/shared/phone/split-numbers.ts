/** A number as Twilio writes it, and nothing that it would be a part of. */
const phoneNumber = /(?<![\p{L}\p{N}+])(\+[1-9]\d{6,14})(?![\p{L}\p{N}+])/u

/** A part of a text: a phone number, or what stands between two. Offsets in UTF-16 units. */
type TextPart = { readonly start: number; readonly end: number; readonly isNumber: boolean }

export function splitNumbers(text: string): TextPart[] {
  let end = 0
  // Split at a group, every second part is a match.
  return text.split(phoneNumber).map((part, i) => {
    const start = end
    end += part.length
    return { start, end, isNumber: i % 2 === 1 }
  })
}
