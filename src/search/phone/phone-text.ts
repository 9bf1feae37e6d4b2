import { normalizeDigits } from './normalize-text.ts'

/** A phone number without what people write around it. */
export type PhoneText = {
  /** Digits and separators, in ASCII. */
  readonly number: string
  /** The digits of the extension; null without one. */
  readonly extension: string | null
  /** Whether a label or a scheme says that it is a phone number: "Tel:", "(mobile)", `sms:`. */
  readonly isLabelled: boolean
}

/*
 * Sources of the patterns for what stands around a number; `phone-token.ts` finds its end with the same. No two of them can
 * match the same spaces, so that no text takes exponential time.
 */
const words = [
  String.raw`tel(?:ephone|efon|efono|efone|efoon|éfono)?|téléphone|ph(?:one)?|mobile?|mobil|mob|móvil|cel(?:lular|lphone|ular|l)?`,
  String.raw`tél|tlf|tfn|tfno|fone?|rufnummer|telefonnummer|handynummer|mobilnummer|mobiel|portable|kom|cep|hp|sđt|đt|โทร|전화|휴대폰|휴대전화`,
  String.raw`gsm|handy|fax|ani|caller\s?id|call\s?back|home|work|office|direct|switchboard|landline|whatsapp|from|to|caller|call|text|dial|[mtd]`,
  String.raw`contact(?=\s+(?:number|no|nr)\b)|тел(?:ефон)?|моб|т|電話(?:番号)?|携帯(?:電話)?|电话|手机|手機`,
].join('|')
/** A line of a vCard: "item1.TEL;TYPE=CELL:", "TEL;TYPE=work,voice;VALUE=uri:". */
const cardLabel = String.raw`(?:[a-z]{1,9}\d{1,3}\.)?tel(?:;[^\s:;]{1,40}){1,6}:`
const label = String.raw`(?:${cardLabel}|(?:${words})\.?(?:(?:\s+|-)?(?:number|num|no|nr)\b|\s*#)?\.?(?:\s*[:=：]|(?=[\s([+)\]/])|(?<=\p{L}{2}\.)(?=\d))|(?:callto|sms|smsto|facetime(?:-audio)?|imessage|skype|[tmpfhwdc]):(?://)?)`
/** In brackets one letter says enough: cell, home, office, private, work, fax. */
const bracketedLabel = String.raw`\s*[([（［]\s*(?:${words}|[chopwf])\.?\s*[)\]）］]`
const quote = String.raw`[='\x60´‘’‚‛"“”„«»‹›<>{}|*_☎☏✆📞📱📲\ufe0f]`
/** Codes that hide or show the caller's own number: in North America, on mobile phones, in several countries' networks. */
const callerIdCode = String.raw`\*(?:67|82)|[*#](?:23|3[01]|43|67|77)[*#]`
/** Labels, schemes, and opening quotes and brackets. */
export const leadSource = String.raw`(?:${callerIdCode}|${quote}|[\s/]|[([]?${label}[)\]]?)*`
/** Words before an extension. Phones store a pause as `p`, a wait as `w`. */
export const extensionWords =
  'ext(?:ension|n)?|anexo|interno|int|ramal|poste|toestel|durchwahl|dw|доб|option|opt|press|wait|pause'
const extensionWord = String.raw`(?:${extensionWords}|[pw])(?!\p{L})(?:\s+(?:number|num|no|nr)\b)?[.:=]{0,2}(?:\s*#)?`
/** A comma or a semicolon stands for a pause; more digits after a blank are another number. */
const extensionSource = String.raw`(?:(?:;ext=|[\s,;.-]*(?:${extensionWord}|x|#))\s*\d{1,7}#?|\s*[,;]+\s*\d{1,7}(?!\d|\s+\d)#?|\s*[([](?:${extensionWord}|x|#)\s*\d{1,7}[)\]])`
/** An extension, closing quotes and brackets, punctuation, a label or a possessive "s". */
export const tailSource = String.raw`(?:${extensionSource})?(?:${quote}|[)\].,;:!?/])*(?:${bracketedLabel}|(?<=['’])s)?(?:${quote}|[.,;:!?])*`

/** Whether a word beside a number says what it is: "mobile", "(UK)", "No.", "my". */
export function isPhoneLabel(text: string): boolean {
  return wholeLabel.test(text)
}

/** What says whose or which number it is, in front of another label: "Primary phone:", "Customer's number", "Missed call". */
const labelAdjectives = String.raw`(?:customer|client|caller)(?:['’]s)?|called|primary|main|business|personal|private|missed|voicemail|sms|imessage`

const wholeLabel = new RegExp(
  String.raw`^(?:(?:${words}|ext(?:ension)?|e-?mail|mail|my|number|no|nr|n°|№|num[eé]ro|número|de|is|id|${labelAdjectives}|port|uk|gb|usa?)[.,;:：]{0,2}|[([][\p{L}.]{2,12}[)\]]|[^\p{L}\p{N}]{1,8})$`,
  'iu',
)

const phone = new RegExp(
  String.raw`^(${leadSource})([([+\d][\d\s()+.[\]/·•∙⋅~\-\u2010-\u2015\u2043\u2212\u301c\u30fc]*?)(${tailSource})$`,
  'iu',
)
/** WhatsApp's links have the number without its plus. */
const whatsappLink = /^(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)\+?/i
/** Parameters of `tel:` and `sms:` links, except the extension. */
const parameter = /[;?&](?!ext=)[a-z-]+=[^;?&]*/gi
/** Without a colon, it may stand before an order number: "refund to 1004212". */
const ordinaryWord = /\b(?:from|to|call|text|direct|home|work|office)\b(?!\s*[:=])/gi
/** What programs append that took a number for an amount: "4155550199.0". */
const decimals = /(?<=^\+?\d{9,15})\.0{1,2}$/
/** Longer texts are no phone number; in UTF-16 units. */
const maxLength = 120

/** Brazilians write "0xx11" or "(0**11)" where the caller chooses the carrier's code; the trunk prefix remains. */
export const carrierPlaceholder = String.raw`(?<![\d\p{L}])0[\s(-]{0,2}(?:xx|\*\*)(?=[\s)-]{0,3}[1-9])`
const carrierPlaceholders = new RegExp(carrierPlaceholder, 'giu')

/** Replaces a placeholder for a carrier's code by the trunk prefix alone. */
export function withoutCarrierPlaceholder(text: string): string {
  return text.replaceAll(carrierPlaceholders, '0')
}

const encodedPlus = /%(?:25)*2b/i
/** Blanks, brackets, plus signs, colons and the like. */
const encodedCharacter = /(?:%(?:25)*|\\u00)(2[0-9a-f]|3[adf])/gi

/** Decodes what links and JSON texts encode in and around a number, even twice. Beside an encoded plus, a plus is a blank, as in forms. */
export function decodeEscapes(text: string): string {
  return (encodedPlus.test(text) ? text.replaceAll('+', ' ') : text).replaceAll(
    encodedCharacter,
    (_, hexadecimal: string) => String.fromCodePoint(Number.parseInt(hexadecimal, 16)),
  )
}

/** Removes labels, schemes, quotes, brackets, punctuation and the extension around a number. Null for any other text. */
export function unwrapPhone(text: string): PhoneText | null {
  const ascii = withoutCarrierPlaceholder(normalizeDigits(text))
  if (ascii.length > maxLength) return null
  const decoded = decodeEscapes(ascii).replace(whatsappLink, 'tel:+').replaceAll(parameter, '')
  const [, lead = '', number = '', tail = ''] = phone.exec(decoded) ?? []
  if (number === '') return null
  const extension = new RegExp(extensionSource, 'iu').exec(tail)?.[0].replaceAll(/\D/g, '') ?? null
  const labels = (lead + tail).replace(ordinaryWord, '')
  return { number: number.trim().replace(decimals, ''), extension, isLabelled: /\p{L}{2}|:/u.test(labels) }
}
