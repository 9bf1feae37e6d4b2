/*
 * Shows a message instead of a blank page when the browser is too old. Every browser must be able to parse this file, so
 * it is written in ECMAScript 5 (2009). `src/browsers/browser-check.test.ts` tests it.
 */
;(function () {
  // The two newest features that all supported browsers have: URL.parse came with Safari 18, DurationFormat with
  // Firefox 136 and Chrome 129.
  var isSupported =
    typeof URL === 'function' && !!URL.parse && typeof Intl === 'object' && !!Intl.DurationFormat
  if (isSupported) return
  var root = document.getElementById('root')
  root.setAttribute('role', 'alert')
  root.appendChild(
    document.createTextNode(
      'This browser is too old for Flowdesk. Use Chrome or Edge 130, Firefox 140, Safari 18, or a newer one.',
    ),
  )
  // The style sheet may be too new for this browser, too.
  root.style.cssText =
    'box-sizing: border-box; padding: 24px; font: 16px sans-serif; color: #000; background: #fff'
})()
