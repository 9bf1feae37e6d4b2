import type { Contact } from './contacts.ts'
import { json, type JsonText } from './json-text.ts'
import type { RunWriter } from './run-writer.ts'

/** Keys that mean something to JavaScript: whoever copies them into an object carelessly changes every object. */
export function protoKeysStory(run: RunWriter): void {
  run.trigger(
    'incomingMessage',
    json`{ "message": { "Body": "hello", "From": ${run.start.address}, "__proto__": { "polluted": "trigger" } }, "__proto__": null }`,
  )
  run.set('__defineGetter__', [
    ['__proto__', json`{ "polluted": "variables" }`],
    ['constructor', json`{ "prototype": { "polluted": "constructor" } }`],
    ['hasOwnProperty', 'no'],
  ])
  for (const widget of ['__proto__', 'constructor', 'toString', 'length']) {
    run.wait(1)
    run.widget(
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
const odd = 'tab\tnewline\nnull\u0000bell\u0007 lone \uD800 surrogate \u2028 separator'

/** A flow's name nobody should be harmed by. */
export const hostileName = `Fault: markup <b>bold</b>, bidi \u202Edecrever\u202C, zero\u200Bwidth`

/** What an attacker would write from a number of his own. */
export function hostileAddress(contact: Contact): string {
  return `${contact.number}\u202E<b onmouseover=alert(1)>`
}

/** Every string anyone can type holds markup, bidi controls or characters that cannot be seen. */
export function hostileTextStory(run: RunWriter): void {
  run.trigger('incomingMessage', json`{ "message": ${message(markup)} }`)
  run.set('set "quoted" <i>', [
    [markup, 'key'],
    [bidi, invisible],
    ['', 'empty key'],
  ])
  for (const [i, text] of [
    markup,
    bidi,
    invisible,
    odd,
    '{{flow.variables.x}}',
    '=HYPERLINK("https://example.com")',
  ].entries()) {
    run.wait(2)
    run.widget('send-message', i ? `w${i} ${text}` : text, 'sent', json`{ "outbound": ${message(text)} }`)
  }
}

function message(text: string): JsonText {
  return json`{ "Body": ${text}, "MediaUrl0": "javascript:alert(1)", "Link": "https://example.com/%3Cscript%3E?q=<b>" }`
}
