/** A number as Twilio writes it, and nothing that it would be a part of. */
const phoneNumber = /(?<![\p{L}\p{N}+])(\+[1-9]\d{6,14})(?![\p{L}\p{N}+])/u

/** A text in parts: every second one, from the second on, is a phone number. */
export function splitNumbers(text: string): string[] {
  return text.split(phoneNumber)
}
