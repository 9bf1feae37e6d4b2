const modifiers = ['Control', 'Shift', 'Alt', 'Meta'] as const
type Modifier = (typeof modifiers)[number]

/** Splits `Control+Shift+v` into its modifiers and the key to press. */
export function parseKeyCombination(keys: string): { heldModifiers: Modifier[]; key: string } {
  const tokens = keys.split('+')
  const key = tokens.at(-1)
  if (!isKey(key)) throw new Error(`"${keys}" does not end in a key. Write it like Control+v.`)
  return { heldModifiers: modifiers.filter((modifier) => tokens.slice(0, -1).includes(modifier)), key }
}

/** WebDriver's code points for keys without a character. @see https://www.w3.org/TR/webdriver2/#keyboard-actions */
const webDriverKeys: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
}

export function webDriverKey(key: string): string {
  const value = webDriverKeys[key] ?? key
  if (Array.from(value).length !== 1) throw new Error(`WebDriver has no key "${key}".`)
  return value
}

function isKey(key: string | undefined): key is string {
  return key !== undefined && key !== '' && (Array.from(key).length === 1 || key in webDriverKeys)
}
