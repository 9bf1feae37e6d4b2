/**
 * The rooms and their one-way order, as lint enforces it (`oxlint.config.ts`) and as `README.md` draws it
 * (`rooms.test.ts` holds the two together). A room imports from itself and from the rooms it names here.
 */
export const rooms = {
  contract: { runtime: 'portable', imports: [] },
  json: { runtime: 'portable', imports: [] },
  ui: { runtime: 'browser', imports: [] },
  search: { runtime: 'portable', imports: ['contract', 'json'] },
  display: { runtime: 'portable', imports: ['contract', 'json'] },
  twilio: { runtime: 'portable', imports: ['contract', 'json'] },
  proxy: { runtime: 'portable', imports: ['contract'] },
  emulator: { runtime: 'portable', imports: ['contract'] },
  access: { runtime: 'node', imports: ['contract'] },
  address: { runtime: 'portable', imports: ['contract', 'json', 'search'] },
  story: { runtime: 'portable', imports: ['contract', 'json', 'display'] },
  engine: { runtime: 'portable', imports: ['contract', 'json', 'search', 'display', 'twilio'] },
  table: { runtime: 'browser', imports: ['ui'] },
  viewer: { runtime: 'browser', imports: ['json', 'ui'] },
  queries: { runtime: 'browser', imports: ['contract', 'json', 'twilio', 'engine'] },
  pages: {
    runtime: 'browser',
    imports: [
      'contract',
      'json',
      'search',
      'story',
      'display',
      'twilio',
      'address',
      'engine',
      'table',
      'viewer',
      'queries',
      'ui',
    ],
  },
  app: { runtime: 'browser', imports: ['pages', 'address', 'queries', 'ui', 'contract'] },
  server: { runtime: 'node', imports: ['contract', 'twilio', 'proxy', 'emulator', 'access'] },
  testing: { runtime: 'portable', imports: ['contract', 'address', 'twilio', 'emulator'] },
} as const satisfies Record<string, { runtime: 'portable' | 'browser' | 'node'; imports: readonly string[] }>
