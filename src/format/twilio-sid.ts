/** Twilio's resources, by SID prefix. */
const sidKinds: Record<string, string> = {
  AC: 'account',
  AD: 'address',
  AP: 'application',
  BU: 'bundle',
  CA: 'call',
  CF: 'conference',
  CH: 'conversation or channel',
  CN: 'contact number',
  FC: 'flow contact',
  FN: 'flow engagement',
  FO: 'Flex flow',
  FT: 'flow step',
  FW: 'flow',
  GO: 'Flex workspace',
  HX: 'content template',
  IM: 'conversation message',
  IS: 'conversation service',
  ME: 'media',
  MG: 'messaging service',
  MM: 'MMS message',
  NO: 'error',
  PN: 'phone number',
  QU: 'queue',
  RE: 'recording',
  RM: 'video room',
  SK: 'API key',
  SM: 'message',
  TR: 'transcription',
  UT: 'usage trigger',
  VA: 'Verify service',
  VE: 'verification',
  WA: 'TaskRouter activity',
  WK: 'TaskRouter worker',
  WQ: 'TaskRouter queue',
  WR: 'TaskRouter reservation',
  WS: 'TaskRouter workspace',
  WT: 'TaskRouter task',
  WW: 'TaskRouter workflow',
  XR: 'WhatsApp sender',
  ZE: 'Functions environment',
  ZS: 'Functions service',
}

/** Pages of Twilio's Console by SID prefix. Only URLs that are widely linked and therefore stable; others change. */
const consolePages: Record<string, string> = {
  CA: 'voice/calls/logs',
  CF: 'voice/conferences/logs',
  FW: 'studio/flows',
  MM: 'sms/logs',
  PN: 'phone-numbers/incoming',
  SM: 'sms/logs',
}

/** "a call SID", "an account SID". */
export function describeSidKind(sid: string): string {
  const kind = sidKinds[sid.slice(0, 2)]
  if (kind === undefined) return 'a SID of another resource'
  return `${/^(?:[aeio]|MMS)/i.test(kind) ? 'an' : 'a'} ${kind} SID`
}

/** A SID's resource, and its page in Twilio's Console if there is one; null for any other text. */
export function getSidHint(text: string): { note: string; href: string | null } | null {
  const prefix = /^([A-Z]{2})[0-9a-fA-F]{32}$/.exec(text)?.[1]
  const kind = prefix === undefined ? undefined : sidKinds[prefix]
  if (prefix === undefined || kind === undefined) return null
  const page = consolePages[prefix]
  return { note: kind, href: page === undefined ? null : `https://www.twilio.com/console/${page}/${text}` }
}
