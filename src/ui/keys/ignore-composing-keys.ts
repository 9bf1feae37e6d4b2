/**
 * Keeps the keys of an input method, which writes Chinese, Japanese or Korean, from every key handler of the page: its Enter
 * confirms a word and its Esc rejects one. Safari ends the composition before the key that ended it, and then only the old
 * key code says so.
 * @see https://developer.mozilla.org/en-US/docs/Web/API/Element/keydown_event#keydown_events_with_ime
 */
export function ignoreComposingKeys(target: EventTarget): void {
  // Before all other handlers. The input method itself is not stopped: it is the browser's own action.
  for (const type of ['keydown', 'keyup']) target.addEventListener(type, stopIfComposing, { capture: true })
}

function stopIfComposing(event: Event): void {
  if (event instanceof KeyboardEvent && (event.isComposing || event.keyCode === 229))
    event.stopImmediatePropagation()
}
