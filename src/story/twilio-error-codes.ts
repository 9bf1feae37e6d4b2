/**
 * Meanings of the error codes that flows meet most often, from Twilio's error and warning dictionary.
 * @see https://www.twilio.com/docs/api/errors
 */
const meanings: Readonly<Record<string, string>> = {
  11200: 'an HTTP request of Twilio failed',
  11205: 'Twilio could not connect to the server',
  11750: 'the TwiML response is too large',
  12100: 'the TwiML could not be parsed',
  12300: 'the response has an invalid content type',
  13223: 'the number to dial has an invalid format',
  13224: 'the number to dial is invalid or not supported',
  13225: 'calls to this number are forbidden',
  13227: 'the account may not call this country',
  20003: 'the credentials were rejected',
  20404: 'the resource was not found',
  20409: 'the contact already has an active run',
  20429: 'too many requests',
  21211: 'the number is not valid',
  21214: 'the number can’t be reached',
  21215: 'the account may not call this country',
  21217: 'the number does not look valid',
  21219: 'a trial account may only call verified numbers',
  21408: 'the account may not send messages to this region',
  21606: 'the sender can’t send messages',
  21608: 'a trial account may only message verified numbers',
  21610: 'the contact has opted out',
  21611: 'too many messages are queued for this sender',
  21612: 'this sender can’t reach the number',
  21614: 'the number is not a mobile number',
  21617: 'the message is too long',
  21620: 'a media URL is not valid',
  30001: 'too many messages were queued',
  30002: 'the account was suspended',
  30003: 'the phone can’t be reached',
  30004: 'the message was blocked',
  30005: 'the number is unknown or no longer in service',
  30006: 'the number is a landline, or its carrier can’t be reached',
  30007: 'the message was filtered by Twilio or the carrier',
  30008: 'the carrier gave no reason',
  30009: 'a part of the message is missing',
  30010: 'the message costs more than the maximum price',
  30011: 'the number can’t receive media messages',
  30032: 'the toll-free number is not verified',
  30034: 'the US sender is not registered (A2P 10DLC)',
  30410: 'the provider timed out',
  30450: 'the message was blocked by the carrier',
  31005: 'the connection was lost',
  63003: 'the channel could not find the contact',
  63005: 'the channel did not accept the message’s content',
  63007: 'the channel could not find the sender',
  63012: 'the channel had an internal error',
  63013: 'the message violates the channel’s policy',
  63016: 'outside the time in which WhatsApp allows free text; a template is needed',
  63018: 'the channel’s rate limit was exceeded',
  63019: 'media could not be downloaded',
  63024: 'the recipient is not valid for this channel',
  63032: 'WhatsApp restricts messages to this person',
}

/** What a code means, as the end of a sentence; null for a code that is not in the table. */
export function errorMeaning(code: string): string | null {
  return Object.hasOwn(meanings, code) ? (meanings[code] ?? null) : null
}

/** Twilio's page about an error code. */
export function errorCodeUrl(code: string): string {
  return `https://www.twilio.com/docs/api/errors/${code}`
}
