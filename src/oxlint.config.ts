import { defineConfig, type OxlintOverride } from 'oxlint'

import { rooms } from './rooms.ts'

const names = Object.keys(rooms)

/** What a room may not import: every room its row does not name, and any way around the `#room/` aliases. */
const borders: OxlintOverride[] = Object.entries(rooms).map(([room, { imports }]) => {
  const allowed: readonly string[] = [room, ...imports]
  const closed = names.filter((name) => !allowed.includes(name)).map((name) => `#${name}/**`)
  return {
    files: [`${room}/**/*.ts`, `${room}/**/*.tsx`],
    excludeFiles: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: closed,
              message: `src/README.md: ${room} may import only ${imports.join(', ') || 'itself'}.`,
            },
            { group: ['../**'], message: `Across folders write #room/file.ts; inside one ./file.ts.` },
            { group: [`#${room}/*`], message: `Inside a room write ./file.ts.` },
          ],
        },
      ],
    },
  }
})

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'vitest'],
  options: { typeAware: true },
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'react/rules-of-hooks': 'error',
    // Workers and ports take no target origin; no window is ever posted to.
    'unicorn/require-post-message-target-origin': 'off',
    // `fc.property` is how fast-check's own documentation writes it.
    'import/no-named-as-default-member': 'off',
    // The roles are the interface (grid, tree, status); their tags often bring behaviour that does not fit.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // A scroller without controls in it takes the focus, so that the keyboard can scroll it.
    'jsx-a11y/no-noninteractive-tabindex': 'off',
    // Takes cells for controls; axe looks at the real page.
    'jsx-a11y/control-has-associated-label': 'off',
    'import/no-unassigned-import': ['error', { allow: ['**/*.css'] }],
    // The automatic JSX runtime needs no `React`.
    'react/react-in-jsx-scope': 'off',
    // An effect that sometimes has nothing to clean up returns nothing then; TypeScript checks the rest.
    'typescript/consistent-return': 'off',
    'react/exhaustive-deps': 'error',
  },
  overrides: [
    ...borders,
    {
      files: ['*.config.ts', '**/*.config.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
})
