/** Arguments of every Chromium: journeys, screenshots, benchmarks. They disable its own network traffic. */
export const chromiumArgs = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-gpu',
  // Chromium's sandbox does not work as root, and tests in containers mostly run as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
