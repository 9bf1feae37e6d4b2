/*
 * Applies the theme that the user chose, before the first paint: the page's policy allows no inline script, and the app's
 * code comes later. All colours are `light-dark()` values. The settings dispatch the event; another tab stores the theme.
 */
;(function () {
  function apply(theme) {
    var scheme = theme === 'light' || theme === 'dark' ? theme : ''
    document.documentElement.style.colorScheme = scheme
    // The browser's own bars around the page.
    var metas = document.querySelectorAll('meta[name=theme-color]')
    for (var i = 0; i < metas.length; i++) {
      var own = metas[i].getAttribute('data-scheme')
      metas[i].media =
        scheme === '' ? '(prefers-color-scheme: ' + own + ')' : scheme === own ? 'all' : 'not all'
    }
  }
  function applyStored() {
    try {
      apply(JSON.parse(localStorage.getItem('flowdesk.theme')))
      // oxlint-disable-next-line no-unused-vars -- ECMAScript 5 needs the parameter
    } catch (_) {
      // Storage is forbidden, or the value is damaged.
      apply(null)
    }
  }
  applyStored()
  addEventListener('storage', applyStored)
  addEventListener('flowdesk-theme', function (event) {
    apply(event.detail)
  })
})()
