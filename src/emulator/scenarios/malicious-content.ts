import type { Contact } from '#emulator/data/contacts.ts'
import { json, type JsonText } from '#emulator/data/json-text.ts'
import type { RunBuilder } from './run-builder.ts'

/** A widget that sets variables, and the widgets after it. */
export const protoKeyWidgets = ['__defineGetter__', '__proto__', 'constructor', 'toString', 'length']

/** Keys with a special meaning in JavaScript: copying them into an object carelessly pollutes every object. */
export function protoKeysScenario(run: RunBuilder): void {
  run.trigger(
    'incomingMessage',
    json`{ "message": { "Body": "hello", "From": ${run.start.address}, "__proto__": { "polluted": "trigger" } }, "__proto__": null }`,
  )
  const [first = '', ...others] = protoKeyWidgets
  run.setVariables(first, [
    ['__proto__', json`{ "polluted": "variables" }`],
    ['constructor', json`{ "prototype": { "polluted": "constructor" } }`],
    ['hasOwnProperty', 'no'],
  ])
  for (const widget of others) {
    run.wait(1)
    run.completeWidget(
      'send-message',
      widget,
      'sent',
      json`{ "outbound": { "Body": ${widget}, "__proto__": ["a", "b"] } }`,
    )
  }
}

const markup = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>'
const bidi = 'invoice_\u202Efdp.exe \u2066isolated\u2069 \u200Fright-to-left mark'
const invisible = 'zero\u200Bwidth\u200Djoined\uFEFF and \u00ADsoft hyphen'
const controlCharacters = 'tab\tnewline\nnull\u0000bell\u0007 lone \uD800 surrogate \u2028 separator'

/** The names of the widgets that send a message, and the messages. */
export const maliciousWidgets = [
  markup,
  bidi,
  invisible,
  controlCharacters,
  '{{flow.variables.x}}',
  '=HYPERLINK("https://example.com")',
].map((text, i): readonly [string, string] => [i ? `w${i} ${text}` : text, text])

export const maliciousFirstWidget = 'set "quoted" <i>'

/** A flow name with markup, bidi controls and invisible characters. */
export const maliciousFlowName = `Fault: markup <b>bold</b>, bidi \u202Edecrever\u202C, zero\u200Bwidth`

/** A contact address as an attacker would write it. */
export function maliciousAddress(contact: Contact): string {
  return `${contact.number}\u202E<b onmouseover=alert(1)>`
}

/** Every string that a user can type has markup, bidi controls or invisible characters. */
export function maliciousTextScenario(run: RunBuilder): void {
  run.trigger('incomingMessage', json`{ "message": ${message(markup)} }`)
  run.setVariables(maliciousFirstWidget, [
    [markup, 'key'],
    [bidi, invisible],
    ['', 'empty key'],
  ])
  for (const [widget, text] of maliciousWidgets) {
    run.wait(2)
    run.completeWidget('send-message', widget, 'sent', json`{ "outbound": ${message(text)} }`)
  }
}

function message(text: string): JsonText {
  return json`{ "Body": ${text}, "MediaUrl0": "javascript:alert(1)", "Link": "https://example.com/%3Cscript%3E?q=<b>" }`
}
